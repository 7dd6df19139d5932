// The emulator against an independent client: what ЕСИА accepts is accepted, what it refuses is refused with its code.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { authorization, choose, decode, exchange, get, redirect, startEmulator, timestamp, verifies } from './client.mjs';

const ac = '/aas/oauth2/v2/ac';
let emulator;
before(async () => { emulator = await startEmulator(); });
after(() => emulator?.stop());

const refusedBy = answer => {
  const to = new URL(answer.headers.get('location'));
  assert.ok(to.href.startsWith(redirect), to.href);
  return to.searchParams.get('error_description').slice(0, 11);
};

async function login(name = 'Ильина Мария Сергеевна', options = {}) {
  const first = authorization(emulator, options);
  const accepted = await get(emulator, ac, first);
  assert.equal(accepted.status, 302, await accepted.text());
  assert.match(accepted.headers.get('location'), /^\/login\?request=/);
  return { first, back: await choose(emulator, accepted, name) };
}

test('a client written from the description alone logs a person in and reads the record', async () => {
  const { first, back } = await login();
  assert.equal(back.searchParams.get('state'), first.state);
  const code = back.searchParams.get('code');
  assert.equal(decode(code.split('.')[0]).sbt, 'authorization_code');
  const { status, state, body } = await exchange(emulator, first, code);
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.state, state);
  assert.equal(body.token_type, 'Bearer');
  assert.ok(!('refresh_token' in body));
  const id = decode(body.id_token.split('.')[1]);
  assert.equal(id.sub, 1000000001);
  assert.equal(id.aud, 'POCHIN');
  assert.strictEqual(id['urn:esia:sbj']['urn:esia:sbj:is_tru'], true);
  assert.ok(verifies(emulator, body.id_token, 'emulator-gost.cer', '-md_gost12_256'));
  assert.ok(verifies(emulator, body.access_token, 'emulator-gost.cer', '-md_gost12_256'));
  const headers = { authorization: `Bearer ${body.access_token}` };
  const person = await (await fetch(`${emulator.url}/rs/prns/1000000001`, { headers })).json();
  assert.equal(person.lastName, 'Ильина');
  assert.equal(person.birthDate, '14.03.1985');
  assert.ok(!('snils' in person), 'no scope, no field');
  const addresses = await (await fetch(`${emulator.url}/rs/prns/1000000001/addrs?embed=(elements)`, { headers })).json();
  assert.equal(addresses.elements[0].settlement, 'Заречье');
  const links = await (await fetch(`${emulator.url}/rs/prns/1000000001/addrs`, { headers })).json();
  assert.match(links.elements[0], /^http:/);
  const whole = await (await fetch(`${emulator.url}/rs/prns/1000000001?embed=(addresses.elements)`, { headers })).json();
  assert.equal(whole.addresses.elements[0].settlement, 'Заречье');
  assert.equal((await fetch(`${emulator.url}/rs/prns/1000000002`, { headers })).status, 403);
  assert.equal((await fetch(`${emulator.url}/rs/prns/1000000001/roles`, { headers })).status, 403);
  assert.equal((await fetch(`${emulator.url}/rs/prns/1000000001`)).status, 401);
});

test('tokens are signed by RSA for a system that asked for it', async () => {
  const rsa = await startEmulator({ algorithm: 'RS256' });
  try {
    const first = authorization(rsa);
    const back = await choose(rsa, await get(rsa, ac, first), 'Ёлкин Пётр');
    const { status, state, body } = await exchange(rsa, first, back.searchParams.get('code'));
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.state, state);
    assert.equal(decode(body.id_token.split('.')[0]).alg, 'RS256');
    const id = decode(body.id_token.split('.')[1]), access = decode(body.access_token.split('.')[1]);
    assert.deepEqual([id.sub, id.aud, access['urn:esia:sbj_id'], access.client_id], [1000000002, 'POCHIN', 1000000002, 'POCHIN']);
    assert.equal(access['urn:esia:sid'], id['urn:esia:sid']);
    for (const token of [body.id_token, body.access_token]) {
      assert.ok(verifies(rsa, token, 'emulator-rsa.cer', '-sha256'));
      assert.ok(!verifies(rsa, `${token.slice(0, -8)}AAAAAAAA`, 'emulator-rsa.cer', '-sha256'));
    }
    const person = await fetch(`${rsa.url}/rs/prns/1000000002`, { headers: { authorization: `Bearer ${body.access_token}` } });
    assert.equal((await person.json()).lastName, 'Ёлкин');
  } finally { await rsa.stop(); }
});

test('a token without a signature, as public mocks give, is verified by no certificate', async () => {
  for (const fault of ['token.alg_none', 'token.reversed', 'token.halves_swapped', 'token.unknown_key']) {
    await emulator.control('POST', '/faults', { name: fault });
    const { first, back } = await login();
    const { body } = await exchange(emulator, first, back.searchParams.get('code'));
    assert.equal(decode(body.id_token.split('.')[0]).alg, fault === 'token.alg_none' ? 'none' : 'GOST3410_2012_256');
    assert.ok(!verifies(emulator, body.id_token, 'emulator-gost.cer', '-md_gost12_256'), fault);
    assert.ok(verifies(emulator, body.access_token, 'emulator-gost.cer', '-md_gost12_256'), fault);
  }
});

test('the secret is taken with and without padding and in the usual alphabet', async () => {
  for (const secret of [s => s.toString('base64url'), s => s.toString('base64'), s => s.toString('base64').replaceAll('+', '-').replaceAll('/', '_')])
    assert.equal((await get(emulator, ac, authorization(emulator, { secret }))).headers.get('location').slice(0, 6), '/login');
});

test('the order of v1, a reversed signature and a foreign hash are refused as 007053', async () => {
  const v1 = authorization(emulator, { order: ['scope', 'timestamp', 'client_id', 'state'] });
  assert.equal(refusedBy(await get(emulator, ac, v1)), 'ESIA-007053');
  const reversed = authorization(emulator, { secret: s => Buffer.from([...s].reverse()).toString('base64url') });
  assert.equal(refusedBy(await get(emulator, ac, reversed)), 'ESIA-007053');
  const swapped = authorization(emulator, { secret: s => Buffer.concat([s.subarray(32), s.subarray(0, 32)]).toString('base64url') });
  assert.equal(refusedBy(await get(emulator, ac, swapped)), 'ESIA-007053');
  const foreign = authorization(emulator, { change: { client_certificate_hash: 'A'.repeat(64) } });
  assert.equal(refusedBy(await get(emulator, ac, foreign)), 'ESIA-007053');
  const tampered = authorization(emulator, { change: { scope: 'openid fullname' } });
  assert.equal(refusedBy(await get(emulator, ac, tampered)), 'ESIA-007053');
});

test('the checks come in order, each with its own code', async () => {
  const coded = async options => refusedBy(await get(emulator, ac, authorization(emulator, options)));
  assert.equal(await coded({ change: { client_secret: '' } }), 'ESIA-007014');
  assert.equal(await coded({ change: { client_secret: '', response_type: 'token' } }), 'ESIA-007014');
  assert.equal(await coded({ change: { response_type: 'token', timestamp: 'x' } }), 'ESIA-007009');
  assert.equal(await coded({ change: { timestamp: '2026-11-23T00:00:00Z' } }), 'ESIA-007015');
  assert.equal(await coded({ change: { timestamp: timestamp(new Date(Date.now() - 3600e3)) } }), 'ESIA-007015');
  assert.equal(await coded({ change: { state: 'not-a-uuid' } }), 'ESIA-007003');
  assert.equal(await coded({ scope: 'openid snils' }), 'ESIA-007019');
  const twice = new URLSearchParams(authorization(emulator));
  twice.append('scope', 'openid');
  assert.equal(refusedBy(await fetch(`${emulator.url}${ac}?${twice}`, { redirect: 'manual' })), 'ESIA-007003');
});

test('an address that is not registered gets a page with the code and no redirect', async () => {
  const bad = ['http://evil.example/auth/esia/callback', `${redirect}evil`, `${redirect}/../../x`, redirect.replace('127.0.0.1', 'user@127.0.0.1'),
    redirect.replace('127.0.0.1:9', '127.0.0.1:90'), `${redirect}\\@evil.example`, '//evil.example', 'javascript:alert(1)'];
  for (const uri of bad) {
    const answer = await get(emulator, ac, authorization(emulator, { change: { redirect_uri: uri } }));
    assert.equal(answer.status, 400, uri);
    assert.equal(answer.headers.get('location'), null);
    const page = await answer.text();
    assert.match(page, /ESIA-007023/);
    assert.ok(!page.includes('evil'), 'nothing of the request is repeated');
  }
  const unknown = await get(emulator, ac, authorization(emulator, { change: { client_id: '<script>' } }));
  assert.equal(unknown.status, 400);
  assert.match(await unknown.text(), /ESIA-007005/);
});

test('a code is used once; using it again takes back the token it gave', async () => {
  const { first, back } = await login('Ёлкин Пётр');
  const code = back.searchParams.get('code');
  const { body } = await exchange(emulator, first, code);
  const headers = { authorization: `Bearer ${body.access_token}` };
  assert.equal((await fetch(`${emulator.url}/rs/prns/1000000002`, { headers })).status, 200);
  const again = await exchange(emulator, first, code);
  assert.equal(again.status, 400);
  assert.match(again.body.error_description, /^ESIA-007011/);
  assert.equal(again.body.error, 'invalid_grant');
  assert.equal(again.body.state, again.state);
  assert.equal((await fetch(`${emulator.url}/rs/prns/1000000002`, { headers })).status, 401);
});

test('the token request is signed with the code at its end and sent as a form', async () => {
  const { first, back } = await login();
  const code = back.searchParams.get('code');
  const without = await exchange(emulator, first, code, { order: ['client_id', 'scope', 'timestamp', 'state', 'redirect_uri'] });
  assert.match(without.body.error_description, /^ESIA-007053/);
  const json = await exchange(emulator, first, code, { headers: { 'content-type': 'application/json' }, encode: JSON.stringify });
  assert.match(json.body.error_description, /^ESIA-007014.*state, client_id/);
  const otherScope = await exchange(emulator, { ...first, scope: 'openid' }, code);
  assert.match(otherScope.body.error_description, /^ESIA-007011/);
});

test('persons who refuse, and a person who turns back, bring ЕСИА\'s refusal', async () => {
  for (const [name, code] of [['Передумов Иван Иванович', 'ESIA-007004'], ['Безтелефонова Кира Львовна', 'ESIA-007046'], ['Не входить и вернуться', 'ESIA-007004']]) {
    const { first, back } = await login(name);
    assert.match(back.search, /^\?error_description=.*&state=.*&error=/);
    assert.equal(back.searchParams.get('error_description').slice(0, 11), code);
    assert.equal(back.searchParams.get('state'), first.state);
  }
});

test('the page of choice says that it is an emulator, escapes names and takes no scripts', async () => {
  const accepted = await get(emulator, ac, authorization(emulator));
  const answer = await fetch(new URL(accepted.headers.get('location'), emulator.url));
  const page = await answer.text();
  assert.match(page, /ЭМУЛЯТОР ЕСИА\. Это не Госуслуги\. Данные вымышлены/);
  assert.match(page, /<html lang="ru">/);
  assert.ok(!page.includes('<img'));
  assert.ok(!/<script/i.test(page));
  assert.match(answer.headers.get('content-security-policy'), /default-src 'none'/);
  assert.equal((await fetch(`${emulator.url}/login?request=${'0'.repeat(32)}`)).status, 400);
});

test('logging out goes back only to the site of the system', async () => {
  const to = async url => (await get(emulator, '/idp/ext/Logout', { client_id: 'POCHIN', redirect_url: url })).headers.get('location');
  assert.equal(await to('http://127.0.0.1:9/'), 'http://127.0.0.1:9/');
  for (const url of ['http://evil.example/', 'http://127.0.0.1:90/', 'http://127.0.0.1:9.evil.example/', '//evil.example', '']) assert.equal(await to(url), null, url);
});

test('the control port wants its token and keeps a journal without tokens', async () => {
  const { url } = JSON.parse((await import('node:fs')).readFileSync(join(emulator.folder, 'control.json'), 'utf8'));
  assert.equal((await fetch(`${url}/journal`)).status, 401);
  assert.equal((await emulator.control('POST', '/faults', { name: 'no.such' })).status, 400);
  const faults = await (await emulator.control('GET', '/faults')).json();
  assert.ok(faults.known.length > 35);
  const text = await (await emulator.control('GET', '/journal')).text();
  assert.match(text, /"te POCHIN"/);
  assert.ok(!text.includes('eyJ'));
});

test('children and vehicles are told to whom their scopes were given, and to nobody else', async () => {
  const other = await startEmulator({ scopes: ['kids', 'vehicles'] });
  try {
    const tokenFor = async scope => {
      const first = authorization(other, { scope });
      const back = await choose(other, await get(other, ac, first), 'Ильина Мария Сергеевна');
      const { status, body } = await exchange(other, first, back.searchParams.get('code'));
      assert.equal(status, 200, JSON.stringify(body));
      return { authorization: `Bearer ${body.access_token}` };
    };
    const headers = await tokenFor('openid fullname kids vehicles'), of = `${other.url}/rs/prns/1000000001`;
    const kids = await (await fetch(`${of}/kids?embed=(elements)`, { headers })).json();
    assert.deepEqual([kids.size, kids.elements[0].firstName, kids.elements[0].birthDate], [1, 'Егор', '02.09.2016']);
    assert.match((await (await fetch(`${of}/kids`, { headers })).json()).elements[0], /^http:.*\/kids\/1$/);
    const cars = await (await fetch(`${of}/vhls?embed=(elements)`, { headers })).json();
    assert.equal(cars.elements[0].numberPlate, 'А000АА00');
    const whole = await (await fetch(`${of}?embed=(kids.elements,vehicles.elements)`, { headers })).json();
    assert.equal(whole.kids.elements.length + whole.vehicles.elements.length, 2);
    const poor = await tokenFor('openid fullname');
    for (const part of ['kids', 'vhls']) assert.equal((await fetch(`${of}/${part}?embed=(elements)`, { headers: poor })).status, 403, part);
  } finally { await other.stop(); }
});

test('people of one name, whichever field it stands in', async () => {
  for (const [name, oid, field] of [['Сукарно', 1000000073, 'firstName'], ['Айгуль', 1000000075, 'lastName']]) {
    const { first, back } = await login(name);
    const { body } = await exchange(emulator, first, back.searchParams.get('code'));
    const person = await (await fetch(`${emulator.url}/rs/prns/${oid}`, { headers: { authorization: `Bearer ${body.access_token}` } })).json();
    assert.deepEqual(['firstName', 'lastName', 'middleName'].filter(each => each in person), [field]);
    assert.equal(person[field], name);
  }
});

test('keys are readable by their owner alone', () => {
  for (const file of readdirSync(emulator.folder).filter(f => f.endsWith('.key') || f === 'control.json'))
    assert.equal(statSync(join(emulator.folder, file)).mode & 0o077, 0, file);
});

test('it stops on a signal and answers nonsense with an error, not a fall', async () => {
  const other = await startEmulator();
  for (const path of ['/nowhere', '/rs/prns/abc', '/login', '/aas/oauth2/v2/ac?%zz=1', `/aas/oauth2/v2/ac?${'a'.repeat(6000)}=1`])
    assert.ok((await fetch(other.url + path, { redirect: 'manual' })).status >= 400, path);
  assert.equal((await fetch(`${other.url}/aas/oauth2/v3/te`, { method: 'POST', body: 'x'.repeat(200000) }).catch(() => ({ status: 413 }))).status, 413);
  assert.equal(await other.stop(), 0);
});
