// The portal as somebody installs it who reads no manual: what they did not set must not be open. And somebody who wants
// a check to be off finds no word for it in the configuration.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Portal, bin } from './portal.mjs';

let folder, portal;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pochin-defaults-'));
  portal = await Portal.start();
});
after(async () => {
  await portal?.stop();
  rmSync(folder, { recursive: true, force: true });
});

// What the check says of this configuration, lines and exit code.
function checked(config) {
  const file = join(folder, 'pochin.json');
  writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config));
  const run = spawnSync(bin, ['serve', '--config', file, '--check'], { encoding: 'utf8' });
  return { status: run.status, said: run.stdout + run.stderr };
}
const errors = said => said.split('\n').filter(line => line.startsWith('ошибка')).join('\n');

test('what nobody set is closed: production, no demonstration, no cookies in the open, no clock that others set', () => {
  const text = spawnSync(bin, ['config'], { encoding: 'utf8' }).stdout;
  const config = JSON.parse(text.replace(/^\s*\/\/.*$/gm, ''));
  const of = key => key.split('.').reduce((at, part) => at?.[part], config);
  for (const [key, value] of Object.entries({ environment: 'production', insecure_cookies: false, 'demo_login.enabled': false, 'esia.emulator': false, demo_clock: '', test_clock: '' })) assert.equal(of(key) || false, value || false, key);
  assert.ok(!config.address || ['127.0.0.1', 'localhost', '::1'].includes(config.address), 'listens to the world');
  assert.deepEqual(config.trusted_proxies ?? [], []);
  assert.ok(!JSON.stringify(config.esia.algorithms).match(/none|HS256/i));
  for (const [key, value] of Object.entries(config.limits)) assert.ok(value > 0, `limits.${key} is off by default`);
});

test('the configuration that comes with the program does not start until it is filled in', () => {
  const { status, said } = checked(spawnSync(bin, ['config'], { encoding: 'utf8' }).stdout);
  assert.notEqual(status, 0);
  assert.match(errors(said), /public_url/);
});

test('in production each thing that is only for a demonstration is an error with its key', () => {
  const base = { environment: 'production', public_url: 'https://pochin.example.ru' };
  for (const [key, more] of Object.entries({
    insecure_cookies: { insecure_cookies: true }, test_clock: { test_clock: '2026-11-23T12:00:00Z' }, demo_clock: { demo_clock: '2026-11-23T12:00:00Z' }, public_url: { public_url: 'http://pochin.example.ru' },
    demo_login: { demo_login: { enabled: true } }, 'esia.emulator': { esia: { enabled: true, emulator: true, portal_url: 'http://127.0.0.1:9' } },
  })) {
    const { status, said } = checked({ ...base, ...more });
    assert.notEqual(status, 0, key);
    assert.ok(errors(said).includes(key), `${key}: ${said}`);
  }
});

test('no key turns a check of the provider, of the origin or of a role off; a key that nobody knows is an error', () => {
  for (const [key, config] of Object.entries({
    verify: { esia: { verify: false } }, verify_ssl: { esia: { verify_ssl: false } }, insecure: { esia: { insecure: true } }, skip_signature: { esia: { skip_signature: true } }, csrf: { csrf: false }, cors: { cors: '*' }, debug: { debug: true }, admin: { admin: '1000000001' }, auth: { auth: 'off' },
  })) {
    const { status, said } = checked({ environment: 'demo', ...config });
    assert.notEqual(status, 0, key);
    assert.ok(said.includes(key), `${key}: ${said}`);
  }
  for (const algorithm of ['none', 'HS256', 'RS1', '']) {
    const { status, said } = checked({ environment: 'demo', esia: { enabled: true, algorithms: [algorithm] } });
    assert.notEqual(status, 0, algorithm);
    assert.match(said, /esia/, algorithm);
  }
});

test('limits that nobody could mean are refused with their key', () => {
  for (const [key, value] of [['threads', 0], ['threads', -4], ['threads', 1e9], ['queue', -1], ['connections', 0], ['header_seconds', 0], ['body_seconds', 1e12], ['upload_bytes', 0], ['logins_per_minute', -1], ['threads', '8'], ['threads', 1.5]]) {
    const { status, said } = checked({ environment: 'demo', limits: { [key]: value } });
    assert.notEqual(status, 0, `${key} = ${value}`);
    assert.ok(said.includes(`limits.${key}`), `${key} = ${value}: ${said}`);
  }
  for (const [key, value] of [['fresh_minutes', 1e6], ['idle_minutes', 0], ['longest_hours', 1e6], ['two_person_hours', 0], ['invitation_hours', 1e6]]) {
    const { status, said } = checked({ environment: 'demo', session: { [key]: value } });
    assert.notEqual(status, 0, `${key} = ${value}`);
    assert.ok(said.includes(`session.${key}`), `${key} = ${value}: ${said}`);
  }
});

test('the portal that runs has no route for tests, no list of files and no page of its insides', async () => {
  await fetch(`${portal.url}/healthz`).catch(() => null);  // a connection that was idle while the commands ran may have ended
  for (const [method, path] of [['POST', '/api/v1/test/clock'], ['GET', '/auth/demo/people'], ['GET', '/auth/demo/login'], ['GET', '/assets/'], ['GET', '/assets'], ['GET', '/metrics'], ['GET', '/debug/pprof'], ['GET', '/.git/config']]) {
    const answer = await fetch(portal.url + path, { method, body: method === 'POST' ? '{}' : undefined, redirect: 'manual' });
    assert.ok(answer.status >= 400, `${method} ${path}: ${answer.status}`);
  }
});
