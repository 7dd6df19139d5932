// Saved answers through the API, each durable before it is acknowledged, against a bare SQLite loop doing the same
// writes: one COMMIT for each, and one for 256. Same folder, same run.
import { execFileSync } from 'node:child_process';
import http from 'node:http';
import { join } from 'node:path';
import { startStack } from '../../tests/e2e/lib/stack.mjs';
import { Person } from '../../tests/lib/person.mjs';

export const title = 'Durable small writes through the API';

const kSeconds = 4, kWriters = 48;
// A save is a request parsed, authorised, checked by the form and written to the history, and its load comes from this
// machine's same two cores; the loop only inserts. Where the disk answers a COMMIT in 0.1 ms, as a virtual one does,
// grouping has little to save; where it takes 5 ms, the ratio is many times higher.
const kLeastRatio = 0.5;

// Each writer saves its own application again and again over its own connection.
async function storm(url, writers, seconds) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: writers.length });
  const until = Date.now() + seconds * 1000, waits = [];
  let written = 0, failed = 0;
  const save = (w, body) => new Promise(done => {
    const request = http.request(`${url}/api/v1/applications/${w.id}/answers`, { method: 'PATCH', agent, headers: {
      'content-type': 'application/json', 'content-length': Buffer.byteLength(body), cookie: w.cookie, 'x-csrf-token': w.csrf, 'if-match': w.etag, origin: url } }, answer => {
      answer.resume();
      answer.on('end', () => { if (answer.headers.etag) w.etag = answer.headers.etag; done(answer.statusCode); });
    });
    request.on('error', () => done(0));
    request.end(body);
  });
  await Promise.all(writers.map(async (w, i) => {
    for (let n = 0; Date.now() < until; n++) {
      const begun = performance.now();
      const status = await save(w, JSON.stringify({ set: { name: `Заявка ${i}, правка ${n} ${'х'.repeat(250)}` } }));
      if (status === 200) { written++; waits.push(performance.now() - begun); } else failed++;
    }
  }));
  agent.destroy();
  waits.sort((a, b) => a - b);
  return { perSecond: written / seconds, failed, p99: waits[Math.floor(waits.length * 0.99)] || 0 };
}

export async function* rows() {
  const stack = await startStack({ esia: true });
  try {
    const person = await Person.login(stack, 'Ильина');
    const writers = [];
    for (let i = 0; i < kWriters; i++) {
      const made = await person.create();
      writers.push({ id: made.body.id, etag: made.headers.get('etag'), cookie: person.cookie, csrf: person.csrf });
    }
    const ours = await storm(stack.url, writers, kSeconds);
    const loop = group => Number(execFileSync(process.env.POCHIN_SQLITE_LOOP, [join(stack.folder, `loop-${group}.db`), String(kSeconds), String(group)], { encoding: 'utf8' }));
    const single = loop(1), grouped = loop(256);
    if (ours.failed) throw new Error(`${ours.failed} writes were refused`);
    yield { name: `acknowledged saves, ${kWriters} writers over HTTP`, value: ours.perSecond, unit: '/s' };
    yield { name: 'the slowest hundredth', value: ours.p99, unit: 'ms' };
    yield { name: 'bare SQLite loop, a COMMIT for each', value: single, unit: '/s' };
    yield { name: 'bare SQLite loop, a COMMIT for 256', value: grouped, unit: '/s' };
    yield { name: 'ratio to a COMMIT for each', value: ours.perSecond / single, atLeast: kLeastRatio };
    yield { name: 'ratio to a COMMIT for 256', value: ours.perSecond / grouped };
  } finally {
    await stack.stop();
  }
}
