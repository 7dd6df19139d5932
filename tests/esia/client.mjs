// A second client of ЕСИА, as small as can be, written from esia.md alone: signatures and hashes come from the
// openssl program, requests from fetch. It shares no code with the server nor with the emulator.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const emulatorPath = process.env.POCHIN_EMULATOR || join(root, 'build/release/tools/esia-emulator');
export const redirect = 'http://127.0.0.1:9/auth/esia/callback';

// The emulator in a temporary folder, on a free port; `openssl` runs with the GOST engine.
export async function startEmulator({ algorithm = 'GOST3410_2012_256', scopes = [] } = {}) {
  if (!existsSync(emulatorPath)) throw new Error(`${emulatorPath} is missing: build it first (tools/test does)`);
  const folder = mkdtempSync(join(tmpdir(), 'pochin-esia-'));
  const made = spawnSync(emulatorPath, ['init', '--dir', folder, '--client', 'POCHIN', '--redirect', redirect, '--token-alg', algorithm], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`init: ${made.stderr}`);
  if (scopes.length) {  // that the system may ask for besides the usual
    const file = join(folder, 'clients.json'), clients = JSON.parse(readFileSync(file, 'utf8'));
    for (const client of [clients.clients ?? clients].flat()) client.scopes.push(...scopes);
    writeFileSync(file, JSON.stringify(clients));
  }
  const child = spawn(emulatorPath, ['serve', '--dir', folder, '--control-port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((done, failed) => {
    let text = '';
    child.stdout.on('data', data => { text += data; const match = /^ready (\S+)\n/.exec(text); if (match) done(match[1]); });
    child.on('exit', code => failed(new Error(`the emulator ended with ${code}`)));
  });
  const conf = join(folder, 'openssl.cnf');
  writeFileSync(conf, 'openssl_conf = init\n[init]\nengines = engines\n[engines]\ngost = gost\n[gost]\nengine_id = gost\ndefault_algorithms = ALL\n');
  const openssl = (args, input) => execFileSync('openssl', args, { input, env: { ...process.env, OPENSSL_CONF: conf }, stdio: ['pipe', 'pipe', 'pipe'] });
  const control = JSON.parse(readFileSync(join(folder, 'control.json'), 'utf8'));
  return {
    url, folder, openssl, pid: child.pid,
    control: (method, path, body) => fetch(control.url + path, { method, headers: { authorization: `Bearer ${control.token}` }, body: body && JSON.stringify(body) }),
    stop: async () => {
      const ended = new Promise(done => child.once('exit', done));
      child.kill('SIGTERM');
      const code = await ended;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

const two = n => String(n).padStart(2, '0');
export function timestamp(at = new Date()) {
  return `${at.getUTCFullYear()}.${two(at.getUTCMonth() + 1)}.${two(at.getUTCDate())} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

export function sign(emulator, text) {
  return emulator.openssl(['dgst', '-md_gost12_256', '-sign', join(emulator.folder, 'client.key')], text);
}

export function certificateHash(emulator) {
  const der = emulator.openssl(['x509', '-in', join(emulator.folder, 'client.cer'), '-outform', 'DER']);
  return emulator.openssl(['dgst', '-md_gost12_256', '-r'], der).toString().slice(0, 64).toUpperCase();
}

// The parameters of v2/ac. `change` may alter them after signing, `order` says what is signed.
export function authorization(emulator, { scope = 'openid fullname birthdate addresses', order, change = {}, secret = s => s.toString('base64url') } = {}) {
  const p = { client_id: 'POCHIN', client_certificate_hash: certificateHash(emulator), scope, timestamp: timestamp(), state: randomUUID(),
    redirect_uri: redirect, response_type: 'code', access_type: 'online' };
  const text = (order || ['client_id', 'scope', 'timestamp', 'state', 'redirect_uri']).map(name => p[name]).join('');
  return { ...p, client_secret: secret(sign(emulator, text)), ...change };
}

export const get = (emulator, path, parameters) =>
  fetch(`${emulator.url}${path}${parameters ? `?${new URLSearchParams(parameters)}` : ''}`, { redirect: 'manual' });

// Opens the page of choice and presses the button with this name; gives the address the browser is sent to.
export async function choose(emulator, answer, name) {
  const page = await (await fetch(new URL(answer.headers.get('location'), emulator.url))).text();
  const form = [...page.matchAll(/<form[\s\S]*?<\/form>/g)].map(m => m[0]).find(f => new RegExp(`<button[^>]*>${name}</button>`).test(f));
  if (!form) throw new Error(`nobody is called ${name}`);
  const fields = new URLSearchParams([...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(m => [m[1], m[2]]));
  const back = await fetch(`${emulator.url}/login`, { method: 'POST', body: fields, redirect: 'manual' });
  return new URL(back.headers.get('location'));
}

export async function exchange(emulator, first, code, { order, change = {}, headers, encode = p => new URLSearchParams(p) } = {}) {
  const p = { client_id: first.client_id, client_certificate_hash: first.client_certificate_hash, code, grant_type: 'authorization_code',
    redirect_uri: first.redirect_uri, scope: first.scope, state: randomUUID(), timestamp: timestamp(), token_type: 'Bearer' };
  const text = (order || ['client_id', 'scope', 'timestamp', 'state', 'redirect_uri', 'code']).map(name => p[name]).join('');
  const parameters = { ...p, client_secret: sign(emulator, text).toString('base64url'), ...change };
  const answer = await fetch(`${emulator.url}/aas/oauth2/v3/te`, { method: 'POST', headers, body: encode(parameters), redirect: 'manual' });
  return { status: answer.status, state: p.state, body: await answer.json() };
}

export const decode = part => JSON.parse(Buffer.from(part, 'base64url').toString());

// Whether the openssl program verifies the token with the certificate of this file.
export function verifies(emulator, token, certificate, digest) {
  const key = join(emulator.folder, 'public.pem'), signature = join(emulator.folder, 'signature');
  writeFileSync(key, emulator.openssl(['x509', '-in', join(emulator.folder, 'certificates', certificate), '-pubkey', '-noout']));
  const at = token.lastIndexOf('.');
  writeFileSync(signature, Buffer.from(token.slice(at + 1), 'base64url'));
  try {
    emulator.openssl(['dgst', digest, '-verify', key, '-signature', signature], token.slice(0, at));
    return true;
  } catch {
    return false;
  }
}
