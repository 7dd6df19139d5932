// Many people behind one address, several tabs of one person, other names of the portal: nobody is locked out by it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Person } from '../lib/person.mjs';
import { begin, comeBack } from './attempt.mjs';
import { kinds, login } from './people.mjs';
import { bin, Portal } from './portal.mjs';
import { exchange, statuses } from './wire.mjs';

const starts = 24, failures = 6;
let portal;
before(async () => { portal = await Portal.start({ limits: { logins_per_minute: starts, failed_logins_per_minute: failures, uploads_per_minute: 0, keep_alive_seconds: 60 }, trusted_proxies: ['127.0.0.1'] }); });
after(() => portal?.stop());

const from = address => ({ 'x-forwarded-for': address });
const start = address => fetch(`${portal.url}/auth/esia/login?return_to=/my`, { redirect: 'manual', headers: from(address) });
const unknown = () => `${portal.url}/auth/esia/callback?state=${crypto.randomUUID()}&code=abc`;
const whose = async cookie => (await (await fetch(`${portal.url}/api/v1/session`, { headers: { cookie } })).json());

// A page for people that comes again by itself.
async function isWaitingPage(answer, status) {
  assert.equal(answer.status, status);
  assert.match(answer.headers.get('content-type'), /text\/html/);
  assert.ok(Number(answer.headers.get('refresh')) > 0);
  assert.equal(answer.headers.get('retry-after'), answer.headers.get('refresh'));
  const text = await answer.text();
  assert.match(text, /страница повторит попытку сама/);
  assert.match(text, /<header[\s>]/);
  assert.match(text, /rel="stylesheet"/);
}

test('hundreds may begin from one address: the usual limits are not those of one person', () => {
  const text = spawnSync(bin, ['config'], { encoding: 'utf8' }).stdout;
  const printed = JSON.parse(text.split('\n').filter(line => !line.trim().startsWith('//')).join('\n'));
  assert.ok(printed.limits.logins_per_minute >= 100);
  assert.ok(printed.limits.failed_logins_per_minute >= 10);
});

test('who finds no place among those of the address waits on a page that comes again, others are not concerned', async () => {
  for (let i = 0; i < starts; i++) assert.equal((await start('198.51.100.7')).status, 303, `start ${i}`);
  await isWaitingPage(await start('198.51.100.7'), 429);
  await isWaitingPage(await start('198.51.100.7:4711'), 429);
  assert.equal((await start('198.51.100.8')).status, 303);
});

test('whoever ЕСИА said yes to comes in, however many began or failed at the address', async () => {
  const attempt = await begin(portal, kinds.neighbour);
  for (let i = 0; i < starts + 1; i++) await start('203.0.113.1');
  for (let i = 0; i < failures; i++) assert.equal((await fetch(unknown(), { headers: from('203.0.113.1') })).status, 400, `failure ${i}`);
  await isWaitingPage(await fetch(unknown(), { headers: from('203.0.113.1') }), 429);
  const back = await comeBack(attempt, { headers: { cookie: attempt.cookie, ...from('203.0.113.1') } });
  assert.equal(back.status, 303, back.text);
  assert.ok(back.session);
});

test('two logins in two tabs of one browser both end well', async () => {
  const one = await begin(portal, kinds.resident, { to: '/my' }), two = await begin(portal, kinds.resident, { to: '/projects' });
  assert.notEqual(one.cookie.split('=')[0], two.cookie.split('=')[0], 'each attempt has a cookie of its own');
  const cookies = `${one.cookie}; ${two.cookie}`;
  const first = await comeBack({ url: one.url, cookie: cookies });
  assert.deepEqual([first.status, first.headers.get('location')], [303, '/my']);
  const session = await whose(first.session);
  const second = await comeBack({ url: two.url, cookie: `${cookies}; ${first.session}` });
  assert.deepEqual([second.status, second.headers.get('location')], [303, '/projects']);
  const after = await whose(second.session);
  assert.equal(after.person.name, session.person.name);
  assert.equal((await whose(first.session)).person, null, 'the session is a new one');
  assert.equal(after.csrf, session.csrf, 'what stands open in the first tab can still be sent');
});

test('a login as another person has another token', async () => {
  const one = await begin(portal, kinds.resident), first = await comeBack(one), before = await whose(first.session);
  const two = await begin(portal, kinds.neighbour), second = await comeBack({ url: two.url, cookie: `${two.cookie}; ${first.session}` });
  assert.notEqual((await whose(second.session)).csrf, before.csrf);
});

test('the cookie of an attempt lives no longer than the attempt, and those that were given up make room', async () => {
  const person = new Person(portal.url);
  for (let i = 0; i < 15; i++) {
    const begun = await fetch(`${portal.url}/auth/esia/login`, { redirect: 'manual', headers: { cookie: person.cookie, ...from(`192.0.2.${i}`) } });
    const set = begun.headers.getSetCookie().find(line => /esia_cb_\w+=[^;]/.test(line));
    assert.ok(Number(/Max-Age=(\d+)/.exec(set)[1]) <= 600);
    const jar = person.jars.get(new URL(portal.url).host) || new Map();
    for (const line of begun.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (/max-age=0/i.test(line)) jar.delete(name); else jar.set(name, value);
    }
    person.jars.set(new URL(portal.url).host, jar);
  }
  assert.ok(person.cookie.split(';').length <= 8, person.cookie);
});

test('a callback that was used, in the browser of who is logged in, leads where they wanted to go', async () => {
  const attempt = await begin(portal, kinds.resident, { to: '/projects' }), { session } = await comeBack(attempt);
  const again = await comeBack({ url: attempt.url, cookie: session });
  assert.deepEqual([again.status, again.headers.get('location')], [303, '/projects']);
  assert.ok((await whose(session)).person, 'and the session goes on');
  const restored = await fetch(unknown(), { redirect: 'manual', headers: { cookie: session } });
  assert.deepEqual([restored.status, restored.headers.get('location')], [303, '/']);
  const stranger = await comeBack({ url: attempt.url, cookie: '' }, { headers: from('192.0.2.77') });
  assert.equal(stranger.status, 400, 'nobody is let in by it');
  assert.equal(stranger.session, '');
});

test('at another name of the portal one is sent to its own, where one can log in', async () => {
  const { port } = new URL(portal.url);
  for (const host of [`localhost:${port}`, 'www.pochin.test']) {
    const { text } = await exchange(portal.url, `GET /my?x=1 HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    assert.deepEqual(statuses(text), [308]);
    assert.match(text, new RegExp(`Location: ${portal.url}/my\\?x=1\r`));
  }
});

test('every page of a login that did not happen has the portal’s face', async () => {
  const pages = [await fetch(unknown(), { headers: from('192.0.2.90') }), await fetch(`${portal.url}/auth/nowhere/login`), await fetch(`${portal.url}/auth/esia/callback`, { headers: from('192.0.2.91') })];
  for (const name of ['1000000080', '1000000081', '1000000030']) {  // cancels, has no second factor, is not confirmed
    const attempt = await begin(portal, name);
    pages.push(await fetch(attempt.url, { redirect: 'manual', headers: { cookie: attempt.cookie } }));
  }
  for (const page of pages) {
    const text = await page.text();
    assert.ok(page.status >= 400, text);
    for (const part of [/<header[\s>]/, /Почин/, /rel="stylesheet" href="\/assets\/style\.css"/, /<h1[\s>]/, /href="\/help"/, /<footer[\s>]/, /Код для поддержки/]) assert.match(text, part);
    assert.ok(!/<button/.test(text), 'no button that nothing answers');
    assert.equal(page.headers.get('cache-control'), 'no-store');
  }
});

test('what the provider hands over is told whole, from the scopes that are asked for', async () => {
  const told = async () => (await (await fetch(`${portal.url}/api/v1/session`)).json()).login;
  const usual = await told();
  for (const word of ['фамилию, имя и отчество', 'дату рождения', 'адреса регистрации и проживания', 'организации, в которых вы работаете']) assert.ok(usual.told.includes(word), usual.told);
  assert.ok(!usual.told.includes('СНИЛС'));
  assert.match(usual.known, /имя, дату рождения, муниципалитет/);
  const config = JSON.parse(readFileSync(portal.config, 'utf8'));
  await portal.end('SIGTERM');
  writeFileSync(portal.config, JSON.stringify({ ...config, esia: { ...config.esia, scope: 'openid fullname snils gender new_scope' } }));
  await portal.serve();
  const other = await told();
  for (const word of ['СНИЛС', 'пол', 'сведения «new_scope»']) assert.ok(other.told.includes(word), other.told);
  for (const word of ['дату рождения', 'адрес']) assert.ok(!other.told.split('При входе сотрудника')[0].includes(word), other.told);
  assert.ok(!/дату рождения|муниципалитет/.test(other.known), other.known);
  await portal.end('SIGTERM');
  writeFileSync(portal.config, JSON.stringify(config));
  await portal.serve();
});

test('the way out of the provider stands beside the way out of here', async () => {
  const person = await login(portal, 'resident'), { provider_logout: way, idle_seconds, left_seconds } = (await person.session()).person;
  assert.equal(way.text, 'Выйти и из Госуслуг');
  const to = new URL(way.href);
  assert.equal(to.pathname, '/idp/ext/Logout');
  assert.equal(to.searchParams.get('redirect_url'), `${portal.url}/`);
  assert.ok(idle_seconds > 60 && left_seconds > idle_seconds);
  assert.equal((await person.call('POST', '/auth/logout')).status, 204);
  const ended = await fetch(way.href, { redirect: 'manual' });
  assert.equal(new URL(ended.headers.get('location'), way.href).href, `${portal.url}/`);
});

test('an operator is told that all visitors have one address, and which proxy to name', async () => {
  const config = JSON.parse(readFileSync(portal.config, 'utf8'));
  const using = async (trusted_proxies, public_url, headers, work) => {
    await portal.end('SIGTERM');
    writeFileSync(portal.config, JSON.stringify({ ...config, trusted_proxies, public_url }));
    portal.log = [];
    await portal.serve();
    for (let i = 0; i < 120; i++) await fetch(`${portal.url}/api/v1/session`, { headers: headers(i) });
    await work();
  };
  portal.run('grant', '--oid', '1000000002', '--role', 'system_admin');
  const admin = await login(portal, 'neighbour');
  const said = async () => (await admin.call('GET', '/api/v1/installation')).body.findings.filter(f => f.key === 'trusted_proxies').map(f => f.message).join(' ');
  await using([], portal.url, () => from('198.51.100.7'), async () => {
    assert.match(await said(), /Все запросы пришли с адреса 127\.0\.0\.1: это прокси, а в trusted_proxies его нет/);
    for (let i = 0; i < 100 && !portal.log.join('').includes('trusted_proxies'); i++) await new Promise(done => setTimeout(done, 100));
    assert.match(portal.log.join(''), /предупреждение: trusted_proxies: все запросы пришли с адреса 127\.0\.0\.1/);
  });
  await using(['127.0.0.1'], 'https://pochin.example.ru', () => ({}), async () => assert.match(await said(), /этот прокси не передаёт адрес посетителя/));
  await using(['127.0.0.1'], 'https://pochin.example.ru', i => from(`198.51.100.${i % 5}`), async () => assert.equal(await said(), ''));
  await portal.end('SIGTERM');
  writeFileSync(portal.config, JSON.stringify(config));
  await portal.serve();
});

test('--check names a proxy that is no address', async () => {
  const config = JSON.parse(readFileSync(portal.config, 'utf8')), kept = portal.config;
  writeFileSync(`${kept}.wrong`, JSON.stringify({ ...config, trusted_proxies: ['proxy.local'] }));
  portal.config = `${kept}.wrong`;
  try {
    assert.throws(() => portal.run('serve', '--check'), /«proxy\.local» — не адрес и не сеть/);
  } finally { portal.config = kept; }
});
