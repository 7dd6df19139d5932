// The real server, with the demonstration in it unless told otherwise, and the real ЕСИА emulator, in a folder of their own.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { seeded } from '../lib/seeded.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const bin = process.env.POCHIN_BIN || join(root, 'build/release/server/pochin');
const emulator = process.env.POCHIN_EMULATOR || join(root, 'build/release/tools/esia-emulator');

function freePort() {
  return new Promise(done => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

function started(child, pattern) {
  return new Promise((done, failed) => {
    let seen = '';
    const take = text => {
      seen += text;
      const found = pattern.exec(seen);
      if (found) done(found[0]);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('exit', code => failed(new Error(`ended with ${code}: ${seen}`)));
    setTimeout(() => failed(new Error(`did not start: ${seen}`)), 60000).unref();
  });
}

export class Portal {
  // `esia` changes that part of the configuration, `algorithm` is of the emulator's tokens, `profile` changes what the
  // emulator assumes about the real one.
  static async start(extra = {}, { demo = true, scopes = [], esia = {}, algorithm = 'GOST3410_2012_256', profile = {} } = {}) {
    const portal = new Portal();
    portal.folder = mkdtempSync(join(tmpdir(), 'pochin-api-'));
    const port = await freePort(), esiaPort = await freePort();
    portal.url = `http://127.0.0.1:${port}`;
    portal.esia = join(portal.folder, 'esia');
    const init = spawnSync(emulator, ['init', '--dir', portal.esia, '--client', 'POCHIN', '--redirect', `${portal.url}/auth/esia/callback`, '--portal', `http://127.0.0.1:${esiaPort}`, '--token-alg', algorithm], { encoding: 'utf8' });
    if (init.status !== 0) throw new Error(`emulator init: ${init.stdout}${init.stderr}`);
    if (scopes.length) {  // that the system may ask for besides the usual
      const file = join(portal.esia, 'clients.json'), clients = JSON.parse(readFileSync(file, 'utf8'));
      for (const client of [clients.clients ?? clients].flat()) client.scopes.push(...scopes);
      writeFileSync(file, JSON.stringify(clients));
    }
    const assumed = JSON.parse(readFileSync(join(root, 'tools/esia-emulator/profile.json'), 'utf8'));
    for (const each of assumed.assumptions) if (each.id in profile) each.value = profile[each.id];
    writeFileSync(join(portal.esia, 'profile.json'), JSON.stringify(assumed));
    portal.emulator = spawn(emulator, ['serve', '--dir', portal.esia, '--port', String(esiaPort), '--control-port', '0', '--profile', join(portal.esia, 'profile.json')]);
    await started(portal.emulator, /ready http:\/\/\S+/);
    const web = join(portal.folder, 'web');
    mkdirSync(join(web, 'assets'), { recursive: true });
    writeFileSync(join(web, 'assets', 'manifest.json'), '{"version":"test","heads":{"visit":""},"plain":"<link rel=\\"stylesheet\\" href=\\"/assets/style.css\\">"}');
    writeFileSync(join(web, 'sw.js'), 'self');
    writeFileSync(join(web, 'sw.js.gz'), gzipSync('self'));
    writeFileSync(join(web, 'sw.js.br'), 'self');
    portal.config = join(portal.folder, 'pochin.json');
    const server = JSON.parse(readFileSync(join(portal.esia, 'server.json'), 'utf8'));
    const config = {
      environment: 'demo', port, public_url: portal.url, data: join(portal.folder, 'data'), assets: web, log_requests: false,
      packs: [join(root, 'web/packs/ppmi.json')], territories: join(root, 'web/packs/region.json'),
      esia: { ...server, ...(scopes.length ? { scope: ['openid fullname birthdate addresses', ...scopes].join(' ') } : {}), ...esia },
      limits: { logins_per_minute: 0, failed_logins_per_minute: 0, uploads_per_minute: 0, keep_alive_seconds: 60 },  // a busy machine is no reason to end connections
      region: { name: 'Приозёрская область', name_genitive: 'Приозёрской области', centre: 'Проектный центр', phone: '8 800 000-00-00', email: 'a@example.ru', zone_name: 'МСК+1', zone_minutes: 240 },
      ...extra,
    };
    writeFileSync(portal.config, JSON.stringify(config));
    if (demo) seeded(config, bin, () => portal.run('seed', '--demo'));
    await portal.serve();
    return portal;
  }

  // Another command of the program on the same configuration.
  run(command, ...args) {
    const done = spawnSync(bin, [command, '--config', this.config, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (done.status !== 0) throw new Error(`${command}: ${done.stdout}${done.stderr}`);
    return done.stdout;
  }

  // The same while this process goes on: it sees which of its connections have ended meanwhile.
  ran(command, ...args) {
    return new Promise((done, failed) => {
      const child = spawn(bin, [command, '--config', this.config, ...args]), said = [];
      for (const out of [child.stdout, child.stderr]) out.on('data', text => said.push(text));
      child.on('close', code => (code === 0 ? done(said.join('')) : failed(new Error(`${command}: ${said.join('')}`))));
    });
  }

  async serve() {
    this.server = spawn(bin, ['serve', '--config', this.config]);
    this.log ??= [];  // what it prints: lines of requests, when the configuration wants them
    for (const out of [this.server.stdout, this.server.stderr]) out.on('data', text => this.log.push(String(text)));
    await started(this.server, /listening http:\/\/127\.0\.0\.1:\d+/);  // warnings name addresses too
    // fetch keeps connections to a server that was killed; each of them fails once.
    for (let i = 0; i < 20; i++) {
      const ready = await fetch(`${this.url}/healthz`).then(answer => answer.text()).catch(() => null);
      if (ready !== null && i > 0) break;
    }
  }

  // The emulator's own switches: faults, clock, certificates, journal.
  async control(method, path, body) {
    const { url, token } = JSON.parse(readFileSync(join(this.esia, 'control.json'), 'utf8'));
    const answer = await fetch(url + path, { method, headers: { authorization: `Bearer ${token}` }, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.json();
  }

  async end(signal) {
    const gone = new Promise(done => this.server.once('exit', (code, by) => done(code ?? by)));
    this.server.kill(signal);
    return gone;
  }

  async stop() {
    if (this.server.exitCode === null && this.server.signalCode === null) await this.end('SIGTERM');
    this.emulator.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

