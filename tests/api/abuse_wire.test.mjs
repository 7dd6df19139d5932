// An attacker in front of the same server as everybody: requests that two readers would read in two ways, so that the
// proxy sees one and the portal another; heads and bodies made to cost memory; connections that never finish.
// The rules themselves are tested in tests/unit/server/http; here it is the program as it is served.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { login } from './people.mjs';
import { Portal } from './portal.mjs';
import { exchange, statuses } from './wire.mjs';

let portal, host;
before(async () => { portal = await Portal.start({ limits: { logins_per_minute: 0, failed_logins_per_minute: 0, uploads_per_minute: 0, keep_alive_seconds: 60, header_seconds: 2 } }); host = new URL(portal.url).host; });
after(() => portal?.stop());

const kHost = '{host}';  // the portal's own name, known when it has started
const hidden = 'GET /api/v1/portal HTTP/1.1\r\nHost: x\r\n\r\n';
const post = (headers, body = '') => `POST /auth/logout HTTP/1.1\r\nHost: ${kHost}\r\n${headers}\r\n\r\n${body}`;

const smuggled = {
  'a length and chunks': post('Content-Length: 5\r\nTransfer-Encoding: chunked', `0\r\n\r\n${hidden}`),
  'chunks and a length': post(`Transfer-Encoding: chunked\r\nContent-Length: ${hidden.length}`, hidden),
  'two lengths': post(`Content-Length: 0\r\nContent-Length: ${hidden.length}`, hidden),
  'two lengths that agree': post('Content-Length: 0\r\nContent-Length: 0', hidden),
  'a list of lengths': post(`Content-Length: 0, ${hidden.length}`, hidden),
  'a length with a plus': post('Content-Length: +0', hidden),
  'a length with a minus': post('Content-Length: -1', hidden),
  'a length in hex': post('Content-Length: 0x0', hidden),
  'a length with a space inside': post('Content-Length: 0 0', hidden),
  'a length of nothing': post('Content-Length:', hidden),
  'a length beyond 64 bits': post('Content-Length: 18446744073709551616', hidden),
  'chunks in two words': post('Transfer-Encoding: identity, chunked', `0\r\n\r\n${hidden}`),
  'chunks in capitals behind a tab': post('Transfer-Encoding:\tCHUNKED', `0\r\n\r\n${hidden}`),
  'chunks misspelt': post('Transfer-Encoding: xchunked', `0\r\n\r\n${hidden}`),
  'chunks twice': post('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked', `0\r\n\r\n${hidden}`),
  'a chunk with an extension': post('Transfer-Encoding: chunked', `0;a="\r\n\r\n${hidden}"\r\n\r\n`),
  'a space before the colon': post('Content-Length : 0', hidden),
  'a folded line': post(`X-Long: a\r\n Content-Length: ${hidden.length}`, hidden),
  'a bare line feed in the head': `POST /auth/logout HTTP/1.1\r\nHost: ${kHost}\r\nX-A: b\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
  'a bare carriage return in the head': `POST /auth/logout HTTP/1.1\r\nHost: ${kHost}\r\nX-A: b\rContent-Length: 0\r\n\r\n${hidden}`,
  'a NUL in the head': post('X-A: b\0Content-Length: 0', hidden),
  'a name of two words': post('Content Length: 0', hidden),
  'two hosts': `GET / HTTP/1.1\r\nHost: ${kHost}\r\nHost: evil.test\r\n\r\n${hidden}`,
  'no host': `GET / HTTP/1.1\r\n\r\n${hidden}`,
  'a whole address as the target': `GET http://evil.test/ HTTP/1.1\r\nHost: ${kHost}\r\n\r\n${hidden}`,
  'a body of a reading request': `GET /api/v1/portal HTTP/1.1\r\nHost: ${kHost}\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
  'another protocol': `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${hidden}`,
  'three words and a half': `GET / HTTP/1.1 x\r\nHost: ${kHost}\r\n\r\n${hidden}`,
  'a tab between the words': `GET\t/ HTTP/1.1\r\nHost: ${kHost}\r\n\r\n${hidden}`,
};

for (const [what, bytes] of Object.entries(smuggled)) {
  test(`smuggling: ${what} is one refused request, and what stands behind it is never answered`, async () => {
    const { text } = await exchange(portal.url, bytes.replaceAll(kHost, host));
    const seen = statuses(text);
    assert.ok(seen[0] >= 400 && seen[0] < 506, text.slice(0, 300));
    assert.ok(!seen.slice(1).some(status => status < 400), `a hidden request was answered: ${seen}`);
  });
}

test('lines that end in line feeds alone are no request', async () => {
  const { text } = await exchange(portal.url, `GET / HTTP/1.1\nHost: ${host}\n\n${hidden.replaceAll('\r\n', '\n')}`, { patience: 4000 });
  assert.deepEqual(statuses(text).filter(status => status < 400), []);
});

test('a head without an end is cut at its limit, whatever it is made of', async () => {
  const big = 'a'.repeat(200_000);
  for (const [what, bytes, wanted] of [['one header', `GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${big}\r\n\r\n`, 431], ['many headers', `GET / HTTP/1.1\r\nHost: ${host}\r\n${'X: y\r\n'.repeat(500)}\r\n`, 431],
    ['cookies', `GET / HTTP/1.1\r\nHost: ${host}\r\nCookie: ${'a=b; '.repeat(20_000)}\r\n\r\n`, 431], ['an address', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 414], ['a method', `${'A'.repeat(10_000)} / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400]]) {
    const { text } = await exchange(portal.url, bytes);
    assert.equal(statuses(text)[0], wanted, `${what}: ${text.slice(0, 200)}`);
  }
});

// The most memory the server has held, in kB.
const peak = () => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${portal.server.pid}/status`, 'utf8'))[1]);

test('a body that would unpack to a gigabyte is not unpacked', async () => {
  const person = await login(portal, 'resident');
  let bomb = Buffer.alloc(16 << 20);
  for (let i = 0; i < 2; i++) bomb = gzipSync(bomb);
  const before = peak();
  for (const coding of ['gzip', 'br', 'deflate', 'gzip, gzip']) {
    const answer = await fetch(`${portal.url}/api/v1/applications`, { method: 'POST', body: bomb, headers: {
      cookie: person.cookie, 'x-csrf-token': person.csrf, origin: portal.url, 'content-type': 'application/json', 'content-encoding': coding, 'idempotency-key': person.key() } });
    assert.ok([400, 413, 415].includes(answer.status), `${coding}: ${answer.status}`);
    await answer.arrayBuffer();
  }
  assert.ok(peak() - before < 64 * 1024, `${peak() - before} kB more`);
});

test('a promise of a huge body is refused before the body comes', async () => {
  const { text } = await exchange(portal.url, `POST /api/v1/applications HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 100000000000\r\nExpect: 100-continue\r\n\r\n`);
  assert.deepEqual(statuses(text), [413]);
});

test('fifty heads that trickle in end with 408 while a visitor is served', async () => {
  const { hostname, port } = new URL(portal.url);
  const slow = Array.from({ length: 50 }, () => new Promise(done => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.on('data', part => { text += part; });
    socket.on('error', () => {});
    socket.on('close', () => { clearInterval(drip); done(text); });
    socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n`);
    const drip = setInterval(() => socket.write('X-A: b\r\n'), 300);
  }));
  for (let i = 0; i < 10; i++) assert.equal((await fetch(`${portal.url}/api/v1/portal`, { signal: AbortSignal.timeout(10_000) })).status, 200);
  for (const text of await Promise.all(slow)) assert.deepEqual(statuses(text), [408]);
});

test('the address that the browser names in Host or a proxy in its headers leads nowhere', async () => {
  const { text } = await exchange(portal.url, 'GET /auth/esia/login?return_to=/my HTTP/1.1\r\nHost: evil.test\r\nX-Forwarded-Host: evil.test\r\nForwarded: host=evil.test\r\nX-Original-URL: /api/v1/audit\r\nConnection: close\r\n\r\n');
  assert.equal(statuses(text)[0], 308);
  assert.ok(text.includes(`Location: ${portal.url}/auth/esia/login?return_to=/my\r\n`), text);
  assert.ok(!text.includes('evil.test'), text);
  const page = await exchange(portal.url, 'GET / HTTP/1.1\r\nHost: evil.test\r\nX-Forwarded-Proto: javascript\r\nConnection: close\r\n\r\n');
  assert.ok(!page.text.includes('evil.test'));
});
