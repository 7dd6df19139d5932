// What a first visit of the portal weighs on the wire: page, styles, scripts, WebAssembly, fonts, first data; and each
// program, for whoever comes to its pages first and for whoever has another one already.
// The repeated visit is in tests/e2e/engine_worker.test.mjs, where the service worker's own requests are counted too.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { launch, newPage, phone, started } from '../e2e/lib/browser.mjs';
import { startStack } from '../e2e/lib/stack.mjs';

const kFirst = 200 * 1024, kWasm = 144 * 1024;
// Of the other programs, brotli; and as a difference to the one of a first visit.
const programs = { resident: ['/help/application', 256 * 1024, 180 * 1024], voting: ['/votes', 184 * 1024, 90 * 1024], work: ['/work', 288 * 1024, 215 * 1024] };
let stack, browser;
before(async () => { stack = await startStack(); browser = await launch(); });
after(async () => { await browser?.close(); await stack?.stop(); });

// Bytes of every answer that came over the network, headers included, service worker's own requests too.
async function visit(context, url, page) {
  const stays = !!page;
  page ??= await context.newPage();
  const cdp = await context.newCDPSession(page), answers = new Map();
  await cdp.send('Network.enable');
  cdp.on('Network.responseReceived', e => answers.set(e.requestId, { url: e.response.url, from: e.response.fromServiceWorker || e.response.fromDiskCache, bytes: 0, encoding: e.response.headers['content-encoding'] || e.response.headers['Content-Encoding'] }));
  cdp.on('Network.loadingFinished', e => { const a = answers.get(e.requestId); if (a) a.bytes = e.encodedDataLength; });
  await page.goto(url);
  await started(page);
  await page.waitForTimeout(1500);
  const list = [...answers.values()].filter(a => !a.from && a.url.startsWith('http'));
  await (stays ? cdp.detach() : page.close());
  return { list, total: list.reduce((sum, a) => sum + a.bytes, 0) };
}

test('a first visit weighs no more than 200 KB, the WebAssembly no more than 144 KB', async t => {
  const context = await browser.newContext(phone), first = await visit(context, stack.url);
  const wasm = first.list.filter(a => a.url.includes('.wasm'));
  for (const a of first.list) t.diagnostic(`${String(a.bytes).padStart(7)} ${a.encoding || '-'} ${new URL(a.url).pathname}`);
  t.diagnostic(`${first.total} bytes in all`);
  assert.equal(wasm.length, 1);
  assert.equal(wasm[0].encoding, 'br');
  assert.ok(wasm[0].bytes > 50_000 && wasm[0].bytes <= kWasm, `the WebAssembly weighs ${wasm[0].bytes}`);
  assert.ok(first.total <= kFirst, `the first visit weighs ${first.total}`);
  await context.close();
});

test('what a visitor reads first needs no second request: the page holds its styles, and its policy names just them', async t => {
  const answer = await fetch(stack.url), html = await answer.text(), policy = answer.headers.get('content-security-policy');
  const hash = text => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map(m => m[1]), scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(m => m[1]);
  assert.equal(styles.length, 1);
  assert.equal(scripts.length, 1);
  assert.ok(policy.includes(`style-src 'self' ${hash(styles[0])};`), policy);
  assert.ok(policy.includes(`script-src 'self' 'wasm-unsafe-eval' ${hash(scripts[0])};`), policy);
  assert.ok(!(await fetch(`${stack.url}/votes`)).headers.get('content-security-policy').includes('sha256'));

  // A browser that gets nothing but the page shows it as it is meant to be, and in the theme of the device.
  const context = await browser.newContext({ ...phone, colorScheme: 'dark', serviceWorkers: 'block' }), page = await context.newPage();
  await page.route('**', route => route.request().isNavigationRequest() ? route.continue() : route.abort());
  await page.goto(stack.url, { waitUntil: 'domcontentloaded' });
  const shown = await page.evaluate(() => [document.documentElement.dataset.theme, getComputedStyle(document.querySelector('h1')).fontFamily, document.styleSheets.length]);
  assert.equal(shown[0], 'dark');
  assert.match(shown[1], /Noto/);
  t.diagnostic(`${html.length} characters of the page`);
  await context.close();
});

for (const [name, [path, most, difference]] of Object.entries(programs)) {
  test(`the program «${name}» weighs no more than ${most >> 10} KB, and ${difference >> 10} KB for whoever has the first one`, async t => {
    const alone = await browser.newContext(phone), fresh = (await visit(alone, stack.url + path)).list.filter(a => a.url.includes('.wasm'));
    assert.deepEqual(fresh.map(a => a.url.match(/assets\/(\w+)\./)[1]), [name]);
    assert.equal(fresh[0].encoding, 'br');
    t.diagnostic(`${fresh[0].bytes} bytes alone`);
    assert.ok(fresh[0].bytes <= most, `${fresh[0].bytes} bytes`);
    await alone.close();

    // In a window without a memory of its own the browser forgets a dictionary with the last page that may use it: one
    // page goes on to the other. The worker would ask in the page's place.
    const context = await browser.newContext({ ...phone, serviceWorkers: 'block' }), page = await context.newPage();
    await visit(context, stack.url, page);
    const next = (await visit(context, stack.url + path, page)).list.filter(a => a.url.includes('.wasm'));
    assert.deepEqual(next.map(a => a.url.match(/assets\/(\w+)\./)[1]), [name]);
    assert.equal(next[0].encoding, 'dcz');
    t.diagnostic(`${next[0].bytes} bytes as a difference`);
    assert.ok(next[0].bytes <= difference, `${next[0].bytes} bytes as a difference`);
    await context.close();
  });
}
