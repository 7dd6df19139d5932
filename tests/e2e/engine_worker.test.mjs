// The service worker: a second visit costs almost nothing, and without a network the program still opens.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, newPage, phone, started } from './lib/browser.mjs';
import { countingProxy } from './lib/proxy.mjs';
import { startStack } from './lib/stack.mjs';

let stack, browser;
before(async () => { stack = await startStack(); browser = await launch(); });
after(async () => { await browser?.close(); await stack?.stop(); });

const controlled = page => page.waitForFunction(() => navigator.serviceWorker.controller && navigator.serviceWorker.controller.state === 'activated', null, { timeout: 15000 });

test('a repeated visit of the portal takes at most 5 KB of the network', async () => {
  const proxy = await countingProxy(stack.url), page = await newPage(browser, phone);
  await page.goto(proxy.url + '/');
  await started(page);
  await controlled(page);
  await page.waitForTimeout(1500);
  const first = proxy.received();
  await page.goto('about:blank');
  await page.goto(proxy.url + '/');
  await started(page);
  await page.waitForTimeout(1500);
  const again = proxy.received() - first;
  console.log(`# first visit with the worker's copies: ${first} bytes, repeated: ${again} bytes, headers among them`);
  assert.ok(first > 50000, `the first visit took ${first} bytes: is this the real thing?`);
  assert.ok(again <= 5 * 1024, `${again} bytes`);
  await page.context().close();
  proxy.stop();
});

test('without a network the program opens from the device at any address', async () => {
  const page = await newPage(browser, phone);
  await page.goto(stack.url + '/');
  await started(page);
  await controlled(page);
  await page.context().setOffline(true);
  await page.goto(stack.url + stack.deepPage);
  await page.waitForFunction(() => window.pochin && pochin.stats.mode === 'gl' && pochin.stats.frames > 0, null, { timeout: 15000 });
  assert.equal(new URL(page.url()).pathname, stack.deepPage);
  assert.ok(await page.locator('#app h1').count() === 1);
  await page.context().close();
});

test('nothing of the login is ever kept', async () => {
  const page = await newPage(browser, phone);
  await page.goto(stack.url + '/');
  await started(page);
  await controlled(page);
  await page.evaluate(() => fetch('/auth/esia/login?return_to=/', { redirect: 'manual' }).catch(() => {}));
  const kept = await page.evaluate(async () => {
    const urls = [];
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
    return urls;
  });
  assert.ok(kept.some(path => path.startsWith('/assets/')) && kept.includes('/shell'), kept.join());
  assert.deepEqual(kept.filter(path => path.startsWith('/auth')), []);
  await page.context().close();
});
