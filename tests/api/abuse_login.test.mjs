// An attacker at the door: a session planted beforehand, a login begun in one browser and ended in another, an address
// to come back to that lies elsewhere.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Person, chosen } from '../lib/person.mjs';
import { kinds, login } from './people.mjs';
import { Portal } from './portal.mjs';

let portal;
before(async () => { portal = await Portal.start(); });
after(() => portal?.stop());

const jar = person => {
  const host = new URL(portal.url).host;
  if (!person.jars.has(host)) person.jars.set(host, new Map());
  return person.jars.get(host);
};
const whose = async cookie => (await (await fetch(`${portal.url}/api/v1/session`, { headers: { cookie } })).json()).person;

// A login as far as the provider's answer; the address by which the browser would come back.
async function loginAsFarAsTheLink(person, name, returnTo = '/my') {
  const begun = await person.go(`${portal.url}/auth/esia/login?return_to=${encodeURIComponent(returnTo)}`);
  const { to, options } = chosen(await begun.text(), name, begun.url);
  const answer = await fetch(to, { ...options, redirect: 'manual', headers: { cookie: person.cookies(to) } });
  return answer.headers.get('location');
}
const follow = (person, link) => fetch(link, { redirect: 'manual', headers: { cookie: person.cookie } });

test('a session that the attacker planted is not the one the victim gets, and it never becomes anybody’s', async () => {
  const attacker = await login(portal, 'neighbour'), planted = attacker.cookie.split('=')[1];
  for (const value of [planted, 'A'.repeat(43), 'attacker']) {
    const victim = new Person(portal.url);
    jar(victim).set('__Host-sid', value);
    await Person.login(portal, kinds.resident, victim);
    assert.match((await victim.session()).person.name, /Ильина/);
    assert.notEqual(jar(victim).get('__Host-sid'), value);
    assert.equal(await whose(`__Host-sid=${value}`), null, 'the planted session is nobody’s');
  }
});

test('a cookie sent twice is no cookie: which of them the victim’s is cannot be known', async () => {
  const attacker = await login(portal, 'neighbour'), victim = await login(portal, 'resident');
  assert.equal(await whose(`${attacker.cookie}; ${victim.cookie}`), null);
  assert.equal(await whose(`${victim.cookie}; ${attacker.cookie}`), null);
  for (const name of ['sid', '__host-sid', '__Secure-sid', '__Host-sid ']) assert.equal(await whose(`${name}=${victim.cookie.split('=')[1]}`), null, name);
});

test('the attacker’s finished login, opened in the victim’s browser, logs nobody in', async () => {
  const attacker = new Person(portal.url), callback = await loginAsFarAsTheLink(attacker, kinds.neighbour);
  assert.ok(callback.startsWith(`${portal.url}/auth/esia/callback?`), callback);
  const victim = new Person(portal.url);
  await victim.go(`${portal.url}/auth/esia/login?return_to=/my`);  // a login of the victim's own is under way
  const answer = await victim.go(callback);
  assert.equal(answer.status, 400);
  assert.equal((await victim.session()).person, null);
  // And the attempt is spent: not even the attacker's own browser may use it now.
  assert.equal((await attacker.go(callback)).status, 400);
  assert.equal((await attacker.session()).person, null);
});

test('a login that ended well cannot be ended again with the same link', async () => {
  const person = new Person(portal.url), callback = await loginAsFarAsTheLink(person, kinds.resident);
  const first = await follow(person, callback);
  assert.equal(first.status, 303);
  assert.equal(first.headers.get('location'), '/my');
  assert.equal((await follow(person, callback)).status, 400);
});

test('after the login the browser stays here, wherever the link wanted to lead', async () => {
  const away = ['https://evil.test/', '//evil.test', '///evil.test', '/\\evil.test', '\\\\evil.test', '/\t/evil.test', '/%0d%0aSet-Cookie:sid=x', 'javascript:alert(1)', 'data:text/html,x', '/ /evil.test', 'evil.test', '/\u2028/evil.test', `/${'a'.repeat(5000)}`, ''];
  for (const to of away) {
    const begun = await fetch(`${portal.url}/auth/esia/login?return_to=${encodeURIComponent(to)}`, { redirect: 'manual' });
    if (begun.status === 400 && /[\x00-\x1f]/.test(to)) continue;  // an address with such signs is none
    const person = new Person(portal.url), ended = await follow(person, await loginAsFarAsTheLink(person, kinds.resident, to));
    assert.equal(ended.status, 303, JSON.stringify(to));
    assert.equal(new URL(ended.headers.get('location'), portal.url).origin, portal.url, JSON.stringify(to));
  }
});

test('a page of another site can neither act for the victim nor read what the portal says', async () => {
  const victim = await login(portal, 'resident'), path = '/api/v1/applications', body = JSON.stringify({ practice: 'ppmi', municipality: '86500411' });
  const send = headers => fetch(portal.url + path, { method: 'POST', body, headers: { cookie: victim.cookie, 'content-type': 'application/json', 'idempotency-key': victim.key(), ...headers } });
  for (const headers of [{ origin: 'https://evil.test' }, { origin: 'null', 'x-csrf-token': victim.csrf }, { 'sec-fetch-site': 'cross-site', 'x-csrf-token': victim.csrf }, { 'sec-fetch-site': 'same-site', 'x-csrf-token': victim.csrf }, { 'x-csrf-token': victim.csrf }, { origin: `${portal.url}.evil.test`, 'x-csrf-token': victim.csrf }])
    assert.equal((await send(headers)).status, 403, JSON.stringify(headers));
  // A form or an image of that page has no JSON type and no token.
  const form = await fetch(portal.url + path, { method: 'POST', body: new URLSearchParams({ practice: 'ppmi' }), headers: { cookie: victim.cookie } });
  assert.equal(form.status, 403);
  const asked = await fetch(portal.url + path, { method: 'OPTIONS', headers: { origin: 'https://evil.test', 'access-control-request-method': 'POST' } });
  for (const answer of [asked, await fetch(`${portal.url}/api/v1/session`, { headers: { cookie: victim.cookie, origin: 'https://evil.test' } })])
    assert.deepEqual([...answer.headers.keys()].filter(name => name.startsWith('access-control')), []);
  assert.equal((await victim.call('GET', '/api/v1/applications')).body.items.length, 0);
});

test('a number of account that somebody sends counts for nothing: who one is comes from the provider alone', async () => {
  const person = await login(portal, 'neighbour');
  for (const headers of [{ 'x-user': '1000000020' }, { 'x-remote-user': '1000000020' }, { authorization: 'Bearer 1000000020' }, { 'x-forwarded-user': 'p1' }]) {
    const seen = await (await fetch(`${portal.url}/api/v1/session?oid=1000000020&person=p1`, { headers: { cookie: person.cookie, ...headers } })).json();
    assert.match(seen.person.name, /Ёлкин/);
    assert.equal(await (await fetch(`${portal.url}/api/v1/session`, { headers })).json().then(each => each.person), null);
  }
});

test('whoever has the database has no cookie to come in with', async () => {
  const person = await login(portal, 'resident'), waiting = new Person(portal.url);
  await waiting.go(`${portal.url}/auth/esia/login?return_to=/my`);
  const secrets = [person.cookie, waiting.cookie].map(cookie => cookie.split('=')[1]), folder = join(portal.folder, 'data');
  let read = 0;
  for (const file of readdirSync(folder, { withFileTypes: true }).filter(each => each.isFile())) {
    const bytes = readFileSync(join(folder, file.name));
    for (const secret of secrets) assert.ok(!bytes.includes(secret), `${file.name} has a cookie`);
    read += bytes.includes(person.csrf) ? 1 : 0;
  }
  assert.ok(read > 0, 'the session is in none of these files: nothing was looked through');
});
