// The self-audit over the real server: what is insecure or unlawful appears with what to do, and goes when it is cured.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { bin, Portal } from './portal.mjs';
import { login } from './people.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
let portal, admin, pack;
before(async () => {
  portal = await Portal.start();
  portal.run('grant', '--oid', '1000000002', '--role', 'system_admin');
  admin = await login(portal, 'neighbour');
  pack = JSON.parse(readFileSync(join(root, 'web/packs/ppmi.json'), 'utf8'));
});
after(() => portal?.stop());

const page = async () => {
  const answer = await admin.call('GET', '/api/v1/installation');
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
};
const found = async key => (await page()).findings.find(f => f.key === key);

// The server with other settings. Sessions live in the database: the administrator stays logged in.
async function settings(change) {
  const config = JSON.parse(readFileSync(portal.config, 'utf8'));
  change(config);
  await portal.end('SIGTERM');
  writeFileSync(portal.config, JSON.stringify(config));
  await portal.serve();
}

// Present with a cause, a step and a command; gone and listed as fine after the cure.
async function appearsAndGoes(key, fine, break_, cure) {
  await break_();
  const wrong = await found(key), body = await page();
  assert.ok(wrong, `${key} is not found: ${JSON.stringify(body.findings.map(f => f.key))}`);
  for (const part of ['message', 'why', 'todo']) assert.ok(wrong[part], `${key} has no ${part}`);
  assert.ok(!body.fine.includes(fine), `${fine} is said to be in order`);
  await cure();
  assert.equal(await found(key), undefined, `${key} stays after the cure`);
  return wrong;
}
const good = async fine => assert.ok((await page()).fine.includes(fine), `${fine}: ${JSON.stringify(await page(), null, 1)}`);

test('login for made-up people is found, with the setting that ends it, and goes', async () => {
  const fine = 'Войти можно только по подтверждённой личности';
  const wrong = await appearsAndGoes('demo_login.enabled', fine,
    () => settings(c => { c.demo_login = { enabled: true, people: join(root, 'web/demo/people.json') }; }),
    () => settings(c => { delete c.demo_login; }));
  assert.match(wrong.command, /"demo_login": \{ "enabled": false \}/);
});

test('no TLS in front is found, and goes with an address of https', async () => {
  const fine = 'Соединение шифруется, cookie входа защищены';
  await appearsAndGoes('public_url', fine, async () => {}, () => settings(c => { c.public_url = 'https://pochin.example.ru'; c.trusted_proxies = ['127.0.0.1']; }));
  await good(fine);
  await settings(c => { c.public_url = portal.url; });
});

test('certificates of ЕСИА that have expired are found while the server runs, and go', async () => {
  const folder = join(portal.folder, 'expired'), trusted = JSON.parse(readFileSync(portal.config, 'utf8')).esia.trusted_certificates;
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.txt'), '');
  writeFileSync(join(folder, 'serial'), '01\n');
  writeFileSync(join(folder, 'ca.cnf'), '[ca]\ndefault_ca = d\n[d]\ndatabase = index.txt\nnew_certs_dir = .\nserial = serial\ndefault_md = sha256\npolicy = p\n[p]\ncommonName = supplied\n');
  const openssl = (...args) => { const r = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' }); assert.equal(r.status, 0, r.stderr); };
  openssl('req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'request.pem', '-subj', '/CN=esia');
  openssl('ca', '-batch', '-selfsign', '-config', 'ca.cnf', '-keyfile', 'key.pem', '-in', 'request.pem', '-out', 'old.pem', '-startdate', '20200101000000Z', '-enddate', '20210101000000Z', '-notext');
  const fine = 'Подпись портала и сертификаты Госуслуг действуют', expired = f => f.key === 'esia' && /ни одного действующего сертификата/.test(f.message);
  await good(fine);
  renameSync(trusted, trusted + '.kept');
  mkdirSync(trusted);
  writeFileSync(join(trusted, 'old.pem'), readFileSync(join(folder, 'old.pem')));
  const body = await page();
  assert.ok(body.findings.some(expired), JSON.stringify(body.findings, null, 1));
  assert.equal(body.findings.find(expired).level, 'error');
  assert.ok(!body.fine.includes(fine));
  rmSync(trusted, { recursive: true });
  renameSync(trusted + '.kept', trusted);
  assert.ok(!(await page()).findings.some(expired));
  await good(fine);
});

test('no backup for days is found, and goes with a new copy', async () => {
  const folder = join(portal.folder, 'copies'), copy = join(folder, 'pochin.sqlite'), fine = 'Резервные копии свежие';
  mkdirSync(folder);
  writeFileSync(copy, 'copy');
  await appearsAndGoes('backup.days', fine,
    async () => { await settings(c => { c.backup = { folder, days: 3 }; }); const old = Date.now() / 1000 - 4 * 86400; utimesSync(copy, old, old); },
    async () => utimesSync(copy, new Date(), new Date()));
  await good(fine);
});

test('a cycle whose act is not in force is found with the law, and goes on the day it is', async () => {
  const fine = 'У каждого цикла есть действующий акт';
  await good(fine);
  // The act of the shipped practice is of 15 August: the portal's clock says what day it is.
  const wrong = await appearsAndGoes('cycle', fine, () => settings(c => { c.test_clock = '2026-08-10T09:00:00Z'; }), () => settings(c => { delete c.test_clock; }));
  assert.equal(wrong.level, 'error');
  assert.match(wrong.basis, /131-ФЗ/);
  await good(fine);
});

test('a version whose act ends before its stages cannot be published at all', () => {
  const next = structuredClone(pack), file = join(portal.folder, 'next.json');
  next.version = '2027.2.1';
  for (const basis of next.law) if (basis.kind === 'practice_act') basis.valid_to = '2026-09-01';
  writeFileSync(file, JSON.stringify(next));
  const r = spawnSync(bin, ['practice', 'import', '--config', portal.config, file, '--by', 'Белова'], { encoding: 'utf8' });
  assert.equal(r.status, 1);
  assert.match(r.stdout + r.stderr, /акт практики не действует/);
});

test('the gravest come first', async () => {
  const ranks = (await page()).findings.map(f => ['error', 'warning', 'note'].indexOf(f.level));
  assert.deepEqual(ranks, [...ranks].sort());
  assert.ok(ranks.length > 0 && !ranks.includes(-1));
});
