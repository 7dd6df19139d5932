// The service worker: a second visit costs almost nothing, and without a network the program still opens.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, newPage, phone, started } from './lib/browser.mjs';
import { countingProxy } from './lib/proxy.mjs';
import { startStack } from './lib/stack.mjs';

let stack, browser;
before(async () => { stack = await startStack(); browser = await launch(); });
after(async () => { await browser?.close(); await stack?.stop(); });

const controlled = page => page.waitForFunction(() => navigator.serviceWorker.controller && navigator.serviceWorker.controller.state === 'activated', null, { timeout: 60000 });

// Until nothing more comes: whatever the worker and the page ask for by themselves is here.
async function still(proxy) {
  for (let before = -1; before !== proxy.received();) {
    before = proxy.received();
    await new Promise(done => setTimeout(done, 1500));
  }
  return proxy.received();
}

test('a repeated visit of the portal takes at most 5 KB of the network', async () => {
  const proxy = await countingProxy(stack.url), page = await newPage(browser, phone);
  await page.goto(proxy.url + '/');
  await started(page);
  await controlled(page);
  const first = await still(proxy);
  await page.goto('about:blank');
  await page.goto(proxy.url + '/');
  await started(page);
  const again = await still(proxy) - first;
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
  await page.waitForFunction(() => window.pochin && pochin.stats.mode === 'gl' && pochin.stats.frames > 0, null, { timeout: 60000 });
  assert.equal(new URL(page.url()).pathname, stack.deepPage);
  assert.ok(await page.locator('#app h1').count() === 1);
  await page.context().close();
});

test('a first visit of the staff loads one program, and it opens without a network', async () => {
  const proxy = await countingProxy(stack.url), page = await newPage(browser, phone), programs = new Set();
  page.context().on('request', r => { const found = /\/assets\/(client|app|resident|voting|work)\.[^/]*$/.exec(r.url()); if (found) programs.add(found[0].split('/').pop().split('.')[0]); });
  await page.goto(proxy.url + '/work');
  await started(page);
  await controlled(page);
  await still(proxy);
  const kept = await page.evaluate(async () => {
    const urls = [];
    for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
    return urls;
  });
  assert.deepEqual(kept.filter(path => /\.wasm$/.test(path)).map(path => path.split('/').pop().split('.')[0]), ['work']);
  assert.ok(!programs.has('client') && !programs.has('app'), [...programs].join());
  await page.context().setOffline(true);
  await page.goto(proxy.url + '/work');
  await page.waitForFunction(() => window.pochin && document.querySelector('#app h1'), null, { timeout: 60000 });
  await page.context().close();
  proxy.stop();
});

test('help that was not opened before opens without a network', async () => {
  const page = await newPage(browser, phone);
  await page.goto(stack.url + '/');
  await started(page);
  await controlled(page);
  await page.context().setOffline(true);
  await page.goto(stack.url + '/help');
  await page.waitForFunction(() => window.pochin && document.querySelector('#app h1'), null, { timeout: 60000 });
  await page.getByRole('heading', { name: 'Частые вопросы' }).waitFor();
  await page.getByText('Нет связи', { exact: true }).waitFor();
  assert.equal(await page.getByText('Нет связи с сервером').count(), 0, 'one strip says what is wrong');
  await page.context().close();
});

test('a page that another answers in the portal\'s place never takes the place of what is kept', async () => {
  const page = await newPage(browser, phone);
  await page.goto(stack.url + '/');
  await started(page);
  await controlled(page);
  const read = () => page.evaluate(async () => {
    const answer = await fetch('/api/v1/territories');
    return [answer.status, answer.headers.get('content-type'), answer.headers.get('x-from-cache')];
  });
  assert.match((await read())[1], /json/);
  await page.waitForFunction(() => caches.match('/api/v1/territories', { ignoreVary: true }));
  await page.context().route('**/api/v1/territories', route => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html>' }));
  assert.match((await read())[1], /html/);
  await page.context().unroute('**/api/v1/territories');
  await page.context().setOffline(true);
  assert.deepEqual((await read()).map(String).slice(1), ['application/json', '1']);
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
  assert.ok(kept.some(path => path.startsWith('/assets/')) && kept.includes('/shell/visit'), kept.join());
  assert.deepEqual(kept.filter(path => path.startsWith('/auth')), []);
  await page.context().close();
});
