// A portal that is shown to somebody has a door for people who are made up. Whoever comes in by it is marked, and their
// vote counts nowhere, though everything else is as for a resident.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { Person } from '../lib/person.mjs';
import { Vote } from './vote.mjs';

const people = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'web', 'demo', 'people.json');
const id = 'ppmi.main';
let vote, projects;
before(async () => {
  vote = await Vote.start({ projects: 1, config: { demo_login: { enabled: true, people } } });
  projects = await vote.open(id);
});
after(() => vote?.stop());

// The links of the page that are for each of the people.
async function choice(person, query = '') {
  const page = await (await person.go(`${vote.portal.url}/auth/demo/login?return_to=/my${query}`)).text();
  return [...page.matchAll(/href="(\/auth\/demo\/callback[^"]*)"/g)].map(found => found[1].replaceAll('&amp;', '&'));
}

test('everybody who is made up is in a realm of their own and votes for nothing', async () => {
  const names = [];
  const count = (await choice(new Person(vote.portal.url))).length;
  assert.ok(count > 0, 'nobody is offered');
  for (let i = 0; i < count; i++) {
    const person = new Person(vote.portal.url), links = await choice(person);
    await person.go(vote.portal.url + links[i]);
    const session = await person.session();
    if (!session.person) continue;  // an account that is not confirmed
    assert.equal(session.person.realm, 'demo');
    names.push(session.person.name);
    const cast = await vote.cast(person, id, projects);
    assert.equal(cast.status, 403, JSON.stringify(cast.body));
    assert.ok(cast.body.reasons.some(reason => ['demo_account', 'access_never'].includes(reason.code)), JSON.stringify(cast.body));
  }
  assert.ok(names.length > 0);
  assert.equal((await vote.get(id)).body.turnout, 0);
});

test('the door of made-up people is no way round: a link of another browser, a made-up number or another door do not open it', async () => {
  const attacker = new Person(vote.portal.url), [link] = await choice(attacker), victim = new Person(vote.portal.url);
  assert.equal((await victim.go(vote.portal.url + link)).status, 400);
  assert.equal((await victim.session()).person, null);
  const again = new Person(vote.portal.url), [own] = await choice(again);
  assert.equal((await again.go(vote.portal.url + own.replace('/auth/demo/', '/auth/esia/'))).status, 400);
  const third = new Person(vote.portal.url), [mine] = await choice(third);
  assert.ok((await third.go(vote.portal.url + mine.replace(/code=[^&]*/, 'code=1000000020'))).status >= 400);
  for (const person of [again, third]) assert.equal((await person.session()).person, null);
});

test('what stands in the state of that page is text or nothing', async () => {
  for (const state of ['"><script>alert(1)</script>', "'onclick='alert(1)", 'x']) {
    const answer = await fetch(`${vote.portal.url}/auth/demo/people?state=${encodeURIComponent(state)}`), page = await answer.text();
    assert.doesNotMatch(page, /<script>alert|'onclick=/);
  }
});
