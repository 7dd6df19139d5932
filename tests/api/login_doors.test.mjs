// The other ways in over HTTP: the old protocol of ЕСИА with CMS, a gateway of OpenID Connect, and a new proof of
// identity from who is logged in already.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { OidcProvider } from '../lib/oidc_provider.mjs';
import { Person } from '../lib/person.mjs';
import { begin, comeBack } from './attempt.mjs';
import { kinds, login } from './people.mjs';
import { Portal } from './portal.mjs';

const using = async (starting, work) => {
  const portal = await starting;
  try { await work(portal); } finally { await portal.stop(); }
};

test('a system connected long ago logs people in by the first protocol, its secret in CMS', () =>
  using(Portal.start({}, { esia: { protocol: 'v1' }, profile: { v1: true } }), async portal => {
    const started = new URL((await fetch(`${portal.url}/auth/esia/login`, { redirect: 'manual' })).headers.get('location'));
    assert.equal(started.pathname, '/aas/oauth2/ac');
    assert.equal(started.searchParams.get('client_certificate_hash'), null);
    assert.ok(Buffer.from(started.searchParams.get('client_secret'), 'base64url').length > 500, 'CMS carries a certificate');
    const clerk = await login(portal, 'clerk');
    assert.ok((await clerk.session()).person.roles.some(each => each.role === 'municipal_operator'));
    const { entries } = await portal.control('GET', '/journal');
    assert.ok(entries.some(each => each.what === 'te POCHIN' && each.outcome === 'tokens'));
    // The switch is one: the second protocol's endpoints refuse such a secret.
    started.pathname = '/aas/oauth2/v2/ac';
    const refused = await fetch(started, { redirect: 'manual' });
    assert.match(decodeURIComponent(refused.headers.get('location')), /ESIA-007014/);
  }));

// A portal whose only door is a gateway.
async function gateway(work) {
  const folder = mkdtempSync(join(tmpdir(), 'pochin-gateway-')), secret = 'тайна шлюза', provider = await OidcProvider.start({ client: 'pochin', secret });
  try {
    const file = join(folder, 'secret');
    writeFileSync(file, secret, { mode: 0o600 });
    await using(Portal.start({ log_requests: true, oidc: { enabled: true, title: 'Войти через региональный портал', issuer: provider.url, client_id: 'pochin', client_secret_file: file, algorithms: ['RS256'] } }, { esia: { enabled: false } }),
      portal => work(portal, provider));
  } finally {
    await provider.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function through(portal, path = '/auth/oidc/login?return_to=/my') {
  const person = new Person(portal.url);
  const answer = await person.go(portal.url + path);
  return { person, status: answer.status, text: await answer.text() };
}

test('a gateway of OpenID Connect logs a resident in: the code is bound by PKCE, the token by its nonce', () =>
  gateway(async (portal, provider) => {
    const { person } = await through(portal);
    const session = await person.session();
    assert.equal(session.person.realm, 'oidc');
    assert.equal(provider.asked[0].code_challenge_method, 'S256');
    assert.ok(provider.asked[0].nonce && provider.asked[0].state);
    assert.equal((await new Person(portal.url).call('GET', '/api/v1/session')).body.login.main, '/auth/oidc/login');
  }));

test('what a gateway must not say opens no session', () =>
  gateway(async (portal, provider) => {
    const cases = [
      [{ header: { alg: 'none' }, strip: true }, 'token.alg'], [{ strip: true }, 'token.'], [{ header: { alg: 'HS256' } }, 'token.alg'],
      [{ claims: { nonce: 'another' } }, 'token.nonce'], [{ claims: { aud: 'another' } }, 'token.audience'], [{ claims: { iss: 'http://evil.example' } }, 'token.issuer'],
      [{ claims: { exp: 1 } }, 'token.expired'], [{ userinfo: { sub: 'u-18' } }, 'token.subject'], [{ claims: { trusted: 'true' } }, 'login.unconfirmed'],
    ];
    for (const [changes, code] of cases) {
      Object.assign(provider, { claims: {}, header: {}, userinfo: {}, strip: false }, changes);
      const { person, status, text } = await through(portal);
      assert.ok(status >= 400, `${JSON.stringify(changes)} → ${status}`);
      assert.ok(text.includes(`Код для поддержки: ${code}`), `${JSON.stringify(changes)}: ${text}`);
      assert.equal((await person.session()).person, null);
    }
    Object.assign(provider, { claims: {}, header: {}, userinfo: {}, strip: false });
    provider.secret = 'другая';
    assert.match((await through(portal)).text, /login\.expired/);
  }));

test('a gateway that is gone: the person is told to come later', () =>
  gateway(async (portal, provider) => {
    await provider.stop();
    const { status, text } = await through(portal);
    assert.equal(status, 400);
    assert.match(text, /не отвечают\. Подождите несколько минут и войдите ещё раз/);
  }));

test('a new proof of identity from a gateway is asked for with prompt=login, and an old one is not taken', () =>
  gateway(async (portal, provider) => {
    await through(portal, '/auth/oidc/login?fresh=1');
    assert.equal(provider.asked.at(-1).prompt, 'login');
    assert.equal(provider.asked.at(-1).max_age, '900');
    provider.claims = { auth_time: Math.floor(Date.now() / 1000) - 3600 };
    assert.match((await through(portal, '/auth/oidc/login?fresh=1')).text, /token\.stale/);
    assert.ok((await (await through(portal)).person.session()).person, 'an ordinary login does not mind');
  }));

test('a new proof of identity from ЕСИА: its session is ended first, the person is asked again', () =>
  using(Portal.start(), async portal => {
    const clerk = await login(portal, 'clerk'), old = clerk.cookie;
    const to = `${portal.url}/auth/esia/login?fresh=1&return_to=/work/queue`;
    const first = new URL((await fetch(to, { redirect: 'manual' })).headers.get('location'));
    assert.equal(first.pathname, '/idp/ext/Logout');
    assert.equal(new URL(first.searchParams.get('redirect_url')).origin, portal.url);
    assert.match(first.searchParams.get('redirect_url'), /\/auth\/esia\/login\?again=1&return_to=%2Fwork%2Fqueue$/);
    const page = await (await clerk.go(to)).text();
    assert.match(page, /Кем войти\?/, 'ЕСИА asks who it is');
    assert.ok(!clerk.cookies(first.href).includes('esia_emulator'), 'the session of ЕСИА is ended');
    assert.equal(clerk.cookie.includes(old), true, 'the session of the portal goes on until the new one');
  }));

test('where a new proof is wanted an old one is not taken', () =>
  using(Portal.start(), async portal => {
    const again = async person => {
      const page = await person.go(`${portal.url}/auth/esia/login?again=1&return_to=/my`);
      const request = /name="request" value="([^"]+)"/.exec(await page.text())[1];
      const back = await person.go(new URL('/login', page.url).href, { method: 'POST', body: new URLSearchParams({ request, persona: '1000000010' }) });
      return { status: back.status, text: await back.text() };
    };
    const clerk = await login(portal, 'clerk'), before = clerk.cookie;
    await portal.control('POST', '/faults', { name: 'claims.auth_long_ago' });
    const stale = await again(clerk);
    assert.equal(stale.status, 400);
    assert.match(stale.text, /Выйдите из Госуслуг и войдите ещё раз\. Код: token\.stale\./);
    assert.equal(clerk.cookie, before);
    assert.ok((await again(clerk)).status < 400);
    assert.notEqual(clerk.cookie, before);
    assert.ok((await clerk.session()).person);
  }));

test('a session is another after each login, and the one before ends', () =>
  using(Portal.start(), async portal => {
    const resident = await login(portal, 'resident');
    const before = /__Host-sid=[^;]+/.exec(resident.cookie)[0];
    const attempt = await begin(portal, kinds.resident);
    const answer = await comeBack({ url: attempt.url, cookie: `${attempt.cookie}; ${before}` });
    assert.ok(answer.session && answer.session !== before);
    const person = async cookie => (await (await fetch(`${portal.url}/api/v1/session`, { headers: { cookie } })).json()).person;
    assert.equal(await person(before), null);
    assert.ok(await person(answer.session));
  }));
