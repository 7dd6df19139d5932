import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person } from '../lib/person.mjs';
import { Portal } from './portal.mjs';
import { login } from './people.mjs';

let portal;
before(async () => { portal = await Portal.start(); });
after(() => portal.stop());

test('a visitor has no person and no token', async () => {
  const session = (await new Person(portal.url).call('GET', '/api/v1/session')).body;
  assert.equal(session.person, null);
  assert.equal(session.csrf, '');
});

test('roles follow the grants of the account', async () => {
  const roles = async kind => (await (await login(portal, kind)).session()).person.roles.map(r => r.role);
  assert.deepEqual(await roles('resident'), ['citizen']);
  assert.deepEqual(await roles('clerk'), ['citizen', 'municipal_operator']);
  assert.deepEqual(await roles('centre'), ['citizen', 'project_centre_operator']);
});

test('the session cookie is __Host-, HttpOnly, Secure, and another one at each login', async () => {
  const one = await login(portal, 'resident'), two = await login(portal, 'resident');
  assert.match(one.cookie, /__Host-sid=[\w-]{43}/);
  assert.notEqual(one.cookie, two.cookie);
});

test('logout ends the session on the server, not only in the browser', async () => {
  const resident = await login(portal, 'resident');
  const stolen = resident.cookie;
  assert.equal((await resident.call('POST', '/auth/logout')).status, 204);
  const answer = await fetch(`${portal.url}/api/v1/session`, { headers: { cookie: stolen } });
  assert.equal((await answer.json()).person, null);
});

test('a callback with a foreign, unknown or repeated state logs nobody in', async () => {
  const fresh = new Person(portal.url);
  for (const query of ['', '?state=x&code=y', '?state=7648d7bd-1111-4222-8333-444455556666&code=abc']) {
    const answer = await fresh.go(`${portal.url}/auth/esia/callback${query}`);
    assert.equal(answer.status, 400, query);
    assert.match(answer.headers.get('content-type'), /text\/html/);
  }
  const begun = await fetch(`${portal.url}/auth/esia/login?return_to=/my`, { redirect: 'manual' });
  const state = new URL(begun.headers.get('location')).searchParams.get('state');
  // Another browser, without the cookie of the attempt.
  assert.ok((await fetch(`${portal.url}/auth/esia/callback?state=${state}&code=abc`, { redirect: 'manual' })).status >= 400);
  assert.equal((await fetch(`${portal.url}/auth/esia/callback?state=${state}&code=abc`, { redirect: 'manual' })).status, 400);
});

test('return_to never leads off the site', async () => {
  for (const to of ['https://evil.test/', '//evil.test', '/\\evil.test', 'javascript:alert(1)']) {
    const begun = await fetch(`${portal.url}/auth/esia/login?return_to=${encodeURIComponent(to)}`, { redirect: 'manual' });
    assert.equal(begun.status, 303);
    assert.ok(!begun.headers.get('location').includes('evil'));
  }
});

test('an account that is not confirmed is told what to do', async () => {
  const error = await Person.login(portal, 'Орлов').then(person => person.session()).catch(e => e);
  assert.ok(error instanceof Error ? /не подтверждена/.test(error.message) : error.person === null, String(error.message ?? JSON.stringify(error)));
});
