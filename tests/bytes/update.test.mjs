// What a new release costs a browser that has the one before: the server is started again with another program of the
// officials, which differs by as much as a changed screen.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { launch, phone, started } from '../e2e/lib/browser.mjs';
import { startStack } from '../e2e/lib/stack.mjs';

const kMost = 30 * 1024, kChanged = 12 * 1024;  // bytes; of a screen's code, compiled, ten thousand is much
const built = process.env.POCHIN_WEB || 'build/web', folder = mkdtempSync(join(tmpdir(), 'pochin-release-')), web = join(folder, 'web');
let stack, browser;
before(async () => {
  cpSync(built, web, { recursive: true });
  stack = await startStack({ config: { assets: web } });
  browser = await launch();
});
after(async () => { await browser?.close(); await stack?.stop(); rmSync(folder, { recursive: true, force: true }); });

const unsigned = n => { const out = []; do { out.push(n & 0x7f | (n > 0x7f ? 0x80 : 0)); n >>>= 7; } while (n); return Buffer.from(out); };

// What tools/build-web would have made of a changed program: other names, and the difference to the one before.
function release() {
  const assets = join(web, 'assets'), names = readdirSync(assets), pick = end => names.find(n => n.startsWith('work.') && n.endsWith(end));
  const wasm = pick('.wasm'), script = pick('.js'), renamed = { [wasm]: 'work.0123456789.wasm', [script]: 'work.9876543210.js' };
  renamed[JSON.parse(readFileSync(join(assets, 'manifest.json'), 'utf8')).version] = 'another';
  const old = readFileSync(join(assets, wasm)), more = Buffer.concat([unsigned(6), Buffer.from('screen'), randomBytes(kChanged)]);
  const now = Buffer.concat([old, Buffer.from([0]), unsigned(more.length), more]);  // a section that nothing reads
  for (const name of names) if (name.startsWith(wasm) || name.startsWith(script)) renameSync(join(assets, name), join(folder, name));
  const put = (file, bytes) => {
    writeFileSync(file, bytes);
    writeFileSync(`${file}.br`, brotliCompressSync(bytes));
    writeFileSync(`${file}.gz`, gzipSync(bytes));
  };
  const say = (file, text) => put(file, Buffer.from(Object.entries(renamed).reduce((all, [from, to]) => all.replaceAll(from, to), text)));
  say(join(web, 'sw.js'), readFileSync(join(web, 'sw.js'), 'utf8'));
  say(join(assets, renamed[script]), readFileSync(join(folder, script), 'utf8'));
  const manifest = join(assets, 'manifest.json');
  say(manifest, readFileSync(manifest, 'utf8'));
  const to = join(assets, renamed[wasm]), frame = join(folder, 'frame');
  put(to, now);
  const zstd = spawnSync('zstd', ['-q', '--ultra', '-22', '--no-check', `--patch-from=${join(folder, wasm)}`, to, '-o', frame], { encoding: 'utf8' });
  assert.equal(zstd.status, 0, zstd.stderr);
  const sha = createHash('sha256').update(old).digest();
  writeFileSync(`${to}.dcz.${sha.toString('hex')}`, Buffer.concat([Buffer.from('5e2a4d1820000000', 'hex'), sha, readFileSync(frame)]));
  return { before: `/assets/${wasm}`, after: `/assets/${renamed[wasm]}` };
}

// The program that a visit loads over the network: its address, bytes and coding.
async function loaded(page, url) {
  const cdp = await page.context().newCDPSession(page), answers = new Map();
  await cdp.send('Network.enable');
  cdp.on('Network.responseReceived', e => answers.set(e.requestId, { path: new URL(e.response.url).pathname, coding: e.response.headers['content-encoding'] || e.response.headers['Content-Encoding'], kept: e.response.fromDiskCache, bytes: 0 }));
  cdp.on('Network.loadingFinished', e => { const a = answers.get(e.requestId); if (a) a.bytes = e.encodedDataLength; });
  await page.goto(url);
  await started(page);
  await cdp.detach();
  return [...answers.values()].filter(a => a.path.endsWith('.wasm') && !a.kept);
}

test('a release with one changed screen costs a browser that has the one before no more than 30 KB', async t => {
  // The browser forgets a dictionary with the last page that may use it (see visits.test.mjs).
  const context = await browser.newContext({ ...phone, serviceWorkers: 'block' }), page = await context.newPage();
  const first = await loaded(page, `${stack.url}/work`);
  const { before: old, after: now } = release();
  await stack.restart();
  const second = await loaded(page, `${stack.url}/work`);
  t.diagnostic(JSON.stringify({ first, second }));
  assert.deepEqual(first.map(a => [a.path, a.coding]), [[old, 'br']]);
  assert.deepEqual(second.map(a => [a.path, a.coding]), [[now, 'dcz']]);
  assert.ok(second[0].bytes > kChanged && second[0].bytes <= kMost, `${second[0].bytes} bytes`);
  await context.close();
});
