// Starts the product as tools/demo does, for one file of tests: a temporary folder, a seeded demonstration region,
// the server and, when wanted, the ЕСИА emulator, on free ports of 127.0.0.1.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seeded } from '../../lib/seeded.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const programs = {
  pochin: process.env.POCHIN_BIN || join(root, 'build/release/server/pochin'),
  emulator: process.env.POCHIN_EMULATOR || join(root, 'build/release/tools/esia-emulator'),
  web: process.env.POCHIN_WEB || join(root, 'build/web'),
};

// What the public pages of the demonstration are; engine tests go through them.
const pages = {
  publicPages: ['/', '/practices/ppmi', '/projects', '/help', '/help/application'],
  longPage: '/practices/ppmi',
  fieldPage: '/projects',
  field: '#app main input:is([type=search], [type=text])',
  deepPage: '/my',
};

export async function freePort() {
  const s = createServer();
  await new Promise(done => s.listen(0, '127.0.0.1', done));
  const { port } = s.address();
  await new Promise(done => s.close(done));
  return port;
}

// Starts a program and waits for the line of its output that `ready` matches.
function run(program, args, ready, what) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const started = new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`${what} does not start:\n${output}`)), 60000);
    const read = data => {
      if (output.length < 1e6) output += data;
      const match = ready.exec(output);
      if (match) { clearTimeout(timer); done(match); }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', failed);
    child.on('exit', code => { clearTimeout(timer); failed(new Error(`${what} ended with ${code}:\n${output}`)); });
  });
  return { child, started, output: () => output, stop: () => new Promise(done => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', done);
    child.kill('SIGTERM');
  }) };
}

// A line with the address may come before the door is open.
async function answers(url, server) {
  for (let i = 0; i < 1200 && server.child.exitCode === null; i++) {
    if (await fetch(`${url}/healthz`).then(r => r.ok, () => false)) return;
    await new Promise(done => setTimeout(done, 50));
  }
  throw new Error(`${url}/healthz does not answer:\n${server.output()}`);
}

function must(program, args, what) {
  const r = spawnSync(program, args, { encoding: 'utf8' });
  if (r.status !== 0) throw new Error(`${what} failed (${r.status ?? r.error}):\n${r.stdout}${r.stderr}`);
  return r.stdout;
}

export async function startStack({ esia = false, config: more = {} } = {}) {
  // Another server, already running: for work on the client alone.
  if (process.env.POCHIN_URL) return { ...pages, ...JSON.parse(process.env.POCHIN_PAGES || '{}'), url: process.env.POCHIN_URL, stop: async () => {} };
  for (const [name, path] of Object.entries(programs)) {
    if (name !== 'emulator' && !existsSync(path)) throw new Error(`${path} is missing: build it first (tools/test does)`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'pochin-e2e-')), running = [];
  const stop = async () => {
    for (const program of running.reverse()) await program.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const port = await freePort(), url = `http://127.0.0.1:${port}`;
    const config = {
      environment: 'demo', address: '127.0.0.1', port, public_url: url, data: join(folder, 'data'), assets: programs.web,
      packs: [join(root, 'web/packs/ppmi.json')],
      territories: join(root, 'web/packs/region.json'), insecure_cookies: false, log_requests: false,
      region: { name: 'Приозёрская область', name_genitive: 'Приозёрской области', centre: 'Проектный центр инициативного бюджетирования',
        phone: '8 800 000-00-00', email: 'pochin@example.ru', zone_name: 'МСК+1', zone_minutes: 240 },
      esia: { enabled: false },
      limits: { logins_per_minute: 0, failed_logins_per_minute: 0, uploads_per_minute: 0 },
      ...more,
    };
    let emulator = null;
    if (esia) {
      emulator = await startEmulator(folder, url);
      running.push(emulator.process);
      config.esia = emulator.config;
    }
    const file = join(folder, 'pochin.json');
    writeFileSync(file, JSON.stringify(config));
    seeded(config, programs.pochin, () => must(programs.pochin, ['seed', '--config', file, '--demo'], 'seed'));
    const serve = async () => {
      const server = run(programs.pochin, ['serve', '--config', file], /https?:\/\/[\d.]+:\d+/, 'the server');
      running.push(server);
      await server.started;
      await answers(url, server);
      return server;
    };
    const server = await serve();
    // Ends the server and starts it again: its assets may be another release.
    const restart = async () => {
      await running.pop().stop();
      await serve();
    };
    // Another command of the program on the same configuration.
    const command = (name, ...args) => must(programs.pochin, [name, '--config', file, ...args], name);
    return { ...pages, url, folder, server, emulator, command, restart, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startEmulator(folder, portal) {
  const home = join(folder, 'esia'), port = await freePort(), url = `http://127.0.0.1:${port}`;
  must(programs.emulator, ['init', '--dir', home, '--client', 'POCHIN', '--redirect', `${portal}/auth/esia/callback`, '--portal', url], 'the emulator\'s init');
  const process = run(programs.emulator, ['serve', '--dir', home, '--port', String(port)], /ready (https?:\/\/[\d.]+:\d+)/, 'the emulator');
  await process.started;
  return { url, process, config: JSON.parse(readFileSync(join(home, 'server.json'), 'utf8')) };
}

// Goes through the emulator's ЕСИА as a person does: asks to log in, says who one is («Ильина Мария Сергеевна»),
// comes back to `to` on the portal.
export async function login(page, stack, name, to = '/') {
  await page.goto(`${stack.url}/auth/esia/login?return_to=${encodeURIComponent(to)}`);
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForURL(url => url.origin === stack.url && url.pathname === to);
}
