// Voting while a crowd holds connections: thousands that are kept and silent, and clients slow in their head, in their
// body and in reading. The same storm of ballots without and with the crowd, by turns, on the same server.
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Vote } from '../../tests/api/vote.mjs';

export const title = 'Ballots cast while 10 000 connections idle and 200 clients are slow';

const kIdle = 10_000, kSlow = 200, kPairs = 3, kVoters = Number(process.env.POCHIN_VOTERS || 6000), kConnections = 64;
// The crowd's slow clients are worked for by this machine's same two cores.
const kLeastRatio = 0.7, kMostLater = 2;
const kFilesBesides = 700;

// Each end has its own files; the server takes the limit from here.
const filesAllowed = () => Number(/Max open files\s+\d+\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))[1]);
const middle = list => [...list].sort((x, y) => x - y)[list.length >> 1];

class Crowd {
  constructor(url, largest) {
    const { hostname, port } = new URL(url);
    Object.assign(this, { host: hostname, port: Number(port), largest, idle: new Set(), slow: new Set(), timers: [], gone: 0, turned: 0, over: false });
  }

  open(take) {
    const socket = net.connect({ host: this.host, port: this.port });
    socket.on('error', () => {});
    if (take) socket.on('data', take);
    return socket;
  }

  // One request each, its answer read, then silence.
  async fill(count) {
    const one = () => new Promise(done => {
      const socket = this.open(() => { this.idle.add(socket); done(); });
      socket.on('close', () => { if (this.idle.delete(socket) && !this.over) this.gone++; done(); });
      socket.write(`GET /healthz HTTP/1.1\r\nHost: ${this.host}\r\n\r\n`);
    });
    for (let made = 0; made < count; made += 200) await Promise.all(Array.from({ length: Math.min(200, count - made) }, one));
  }

  // Whoever is turned away comes again, as those do who mean it.
  slowly(begin, step) {
    if (this.over) return;
    const socket = this.open();
    this.slow.add(socket);
    begin(socket);
    const timer = setInterval(() => step(socket), 1000);
    this.timers.push(timer);
    socket.on('close', () => { clearInterval(timer); this.slow.delete(socket); this.turned++; this.slowly(begin, step); });
  }

  slowen(count) {
    const kinds = [
      [s => s.write(`GET /api/v1/projects HTTP/1.1\r\nHost: ${this.host}\r\nX-Slow: `), s => s.write('a')],
      [s => s.write(`POST /api/v1/campaigns/ppmi.main/ballots HTTP/1.1\r\nHost: ${this.host}\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{`), s => s.write(' ')],
      [s => { s.pause(); s.write(`GET ${this.largest} HTTP/1.1\r\nHost: ${this.host}\r\nAccept-Encoding: identity\r\n\r\n`); }, s => s.read(100)],
    ];
    for (let i = 0; i < count; i++) this.slowly(...kinds[i % kinds.length]);
  }

  async leave() {
    this.over = true;
    for (const timer of this.timers) clearInterval(timer);
    for (const socket of [...this.idle, ...this.slow]) socket.destroy();
    await new Promise(done => setTimeout(done, 500));
  }
}

// The largest file of the client, by its address.
function largestAsset(folder) {
  const files = readdirSync(join(folder, 'assets')).map(name => ({ name, size: statSync(join(folder, 'assets', name)).size })).filter(file => !/\.(br|gz)$/.test(file.name));
  return `/assets/${files.sort((a, b) => b.size - a.size)[0].name}`;
}

async function storm(vote, from) {
  const file = join(vote.folder, `voters-${from}.txt`);
  writeFileSync(file, vote.portal.run('voters', '--count', String(kVoters), '--from', String(from)));
  const { stdout, stderr } = await promisify(execFile)(process.env.POCHIN_VOTE_LOAD, ['--url', vote.portal.url, '--campaign', 'ppmi.main', '--voters', file, '--connections', String(kConnections)], { maxBuffer: 1 << 24 }).catch(error => error);
  if (!stdout.startsWith('{')) throw new Error(stderr);
  const report = JSON.parse(stdout);
  if (report.missing_receipts || report.repeated_receipts || report.lost_connections || report.acknowledged !== kVoters) throw new Error(stdout);
  return report;
}

export async function* rows() {
  const idle = Math.min(kIdle, filesAllowed() - kFilesBesides);
  const vote = await Vote.start({ config: { log_requests: false, assets: process.env.POCHIN_WEB, limits: { logins_per_minute: 0, failed_logins_per_minute: 0, uploads_per_minute: 0, keep_alive_seconds: 120 } } });
  try {
    await vote.open('ppmi.main');
    const alone = [], among = [], ratios = [], later = [];
    let held = idle, turned = 0;
    for (let i = 0; i < kPairs; i++) {
      alone.push(await storm(vote, 2 * i * kVoters));
      const crowd = new Crowd(vote.portal.url, largestAsset(process.env.POCHIN_WEB));
      await crowd.fill(idle);
      crowd.slowen(kSlow);
      among.push(await storm(vote, (2 * i + 1) * kVoters));
      held = Math.min(held, crowd.idle.size);
      turned += crowd.turned;
      await crowd.leave();
      ratios.push(among[i].per_second / alone[i].per_second);
      later.push(among[i].p99_ms / alone[i].p99_ms);
    }
    const memory = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${vote.portal.server.pid}/status`, 'utf8'))[1]) / 1024;
    if (idle < kIdle) yield { name: `idle connections: this machine's hard limit on files allows only`, value: idle, unit: '' };
    yield { name: 'idle connections still held at the end of a storm', value: held, unit: '', atLeast: idle };
    yield { name: `slow clients turned away and come again, of ${kSlow}`, value: turned, unit: '' };
    yield { name: `acknowledged ballots, ${kVoters} voters, without the crowd`, value: middle(alone.map(r => r.per_second)), unit: '/s' };
    yield { name: 'the same with it', value: middle(among.map(r => r.per_second)), unit: '/s' };
    yield { name: 'the slowest hundredth without the crowd', value: middle(alone.map(r => r.p99_ms)), unit: 'ms' };
    yield { name: 'the same with it', value: middle(among.map(r => r.p99_ms)), unit: 'ms' };
    yield { name: 'ballots with the crowd to without (middle of three pairs)', value: middle(ratios), atLeast: kLeastRatio };
    yield { name: 'the slowest hundredth with to without (middle of three)', value: middle(later), unit: '×', atMost: kMostLater };
    yield { name: 'memory of the server at its highest', value: memory, unit: 'MB' };
  } finally {
    await vote.stop();
  }
}
