// A person whose name is markup (the provider passes on what the account says) writes texts that are markup too. Whatever
// the portal says of them is text: in the pages that it draws, in the data that they carry, in its answers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person } from '../lib/person.mjs';
import { act, answers, kinds, login, patch, upload } from './people.mjs';
import { Portal } from './portal.mjs';

// Each of them, met in a page as it stands, would begin an element or end the one it is in.
const marks = ['<img src=x onerror=alert(1)>', '<b>Разметкин</b>', '</script><script>alert(2)</script>', '<!--<script>', '"onmouseover="alert(3)', "'><svg onload=alert(4)>"];
let portal, person, number, clerk, centre;
before(async () => {
  portal = await Portal.start();
  person = await Person.login(portal, '&lt;b&gt;Разметкин&lt;/b&gt;');
  clerk = await login(portal, 'clerk');
  centre = await login(portal, 'centre');
  number = await published();
});
after(() => portal?.stop());

// An application of theirs that everybody may see.
async function published() {
  const made = await person.create(), id = made.body.id;
  const set = { ...answers, name: `Мост ${marks[2]} ${marks[0]}`, problem: `${marks[3]} ${marks[4]} ${answers.problem}`, results: `${marks[5]} ${answers.results}`, settlement: `д. Малые Ключи ${marks[1]}` };
  for (const field of ['property_extract', 'meeting_minutes', 'estimate', 'estimator_certificate', 'guarantee_letters']) set[field] = await upload(person, id, field);
  const saved = await patch(person, id, made.headers.get('etag'), set);
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  const sent = await act(person, id, saved.headers.get('etag'), 'submit');
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  const accepted = await act(clerk, id, sent.headers.get('etag'), 'accept', { comment: marks[0] });
  assert.equal((await act(centre, id, accepted.headers.get('etag'), 'register')).status, 200);
  return sent.body.number;
}

// Elements of a page, of which the portal's own script and style are known; texts of scripts of data are data.
function markup(page) {
  const data = [...page.matchAll(/<script type="application\/json"[^>]*>([\s\S]*?)<\/script>/g)].map(found => found[1]);
  const rest = data.reduce((text, each) => text.replace(each, ''), page);
  // Without the values of attributes, where text may be that looks like markup: quotes in it are references.
  return { data, tags: [...rest.matchAll(/<[a-z!/](?:"[^"]*"|[^>"])*>/gi)].map(found => found[0].replace(/"[^"]*"/g, '""')) };
}

const pages = () => ['/', '/practices/ppmi', '/projects', `/projects/${encodeURIComponent(number)}`, '/help', '/my', '/work/queue', `/projects/${encodeURIComponent(marks[0])}`, `/nothing/${encodeURIComponent(marks[2])}`, `/applications/${encodeURIComponent(marks[5])}`];

test('no page has an element, an attribute or a script that somebody typed', async () => {
  let shown = 0;
  for (const path of pages()) {
    const answer = await fetch(portal.url + path), page = await answer.text();
    assert.match(answer.headers.get('content-type'), /^text\/html; charset=utf-8/, path);
    const { tags, data } = markup(page);
    assert.deepEqual(tags.filter(tag => /\bon\w+\s*=|alert\(|^<(img|svg|b)\b/i.test(tag)), [], path);
    assert.deepEqual(tags.filter(tag => /^<script/i.test(tag) && !/src=|type=""/.test(tag)), [], path);
    for (const each of data) JSON.parse(each);
    shown += page.includes('&lt;img src=x onerror=alert(1)&gt;') ? 1 : 0;
  }
  assert.ok(shown >= 2, 'the texts are shown nowhere: nothing was tried');
});

test('every page forbids what it does not bring itself', async () => {
  for (const path of pages()) {
    const { headers } = await fetch(portal.url + path), policy = headers.get('content-security-policy');
    assert.match(policy, /default-src 'none'/, path);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*|http:|https:/, path);
    for (const part of ["base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]) assert.ok(policy.includes(part), `${path}: ${part}`);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', path);
  }
});

test('answers are data and are called so, whatever is in them', async () => {
  const seen = [
    [person, '/api/v1/session'], [person, '/api/v1/applications'], [person, '/api/v1/me/data'], [clerk, '/api/v1/applications?view=queue'], [centre, '/api/v1/practices/ppmi/rating'],
    [person, `/api/v1/projects/${encodeURIComponent(number)}`], [person, '/api/v1/projects'], [person, `/api/v1/projects/${encodeURIComponent(marks[0])}`], [person, `/api/v1/projects?cursor=${encodeURIComponent(marks[2])}`], [person, `/api/v1/${encodeURIComponent(marks[0])}`],
  ];
  let carried = 0;
  for (const [who, path] of seen) {
    const answer = await who.go(portal.url + path), text = await answer.text();
    assert.match(answer.headers.get('content-type'), /^application\/(problem\+)?json/, path);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path);
    assert.match(answer.headers.get('content-security-policy'), /^default-src 'none'/, path);
    carried += text.includes('onerror') ? 1 : 0;
  }
  assert.ok(carried >= 3, 'the texts are in no answer: nothing was tried');
});

test('the name is kept as it was given: nothing was cut out of it to be safe', async () => {
  const { person: own } = await person.session();
  assert.equal(own.name, `${marks[1]} ${marks[0]} "'&`);
});

test('the pages of the login show what stood in the address as text', async () => {
  const evil = `/my?${marks[0]}`;
  for (const path of [`/auth/esia/callback?state=${encodeURIComponent(marks[0])}&code=x`, `/auth/${encodeURIComponent(marks[0])}/login?return_to=${encodeURIComponent(evil)}`, `/auth/${encodeURIComponent(marks[5])}/callback`, `/auth/esia/callback?state=7648d7bd-1111-4222-8333-444455556666&error=${encodeURIComponent(marks[0])}&error_description=${encodeURIComponent(marks[2])}`]) {
    const answer = await fetch(portal.url + path, { redirect: 'manual' }), page = await answer.text();
    assert.deepEqual(markup(page).tags.filter(tag => /\bon\w+\s*=|alert\(|^<(img|svg|script)\b/i.test(tag)), [], path);
    assert.match(answer.headers.get('content-security-policy'), /default-src 'none'/, path);
  }
});
