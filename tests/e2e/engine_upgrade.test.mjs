// The server's page becomes the live one while somebody reads and types in it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desk, launch, newPage, phone, settled, started } from './lib/browser.mjs';
import { startStack } from './lib/stack.mjs';

let stack, browser;
before(async () => { stack = await startStack(); browser = await launch(); });
after(async () => { await browser?.close(); await stack?.stop(); });

// A page whose WebAssembly is held back until `release()`.
async function held(kind, path) {
  const page = await newPage(browser, kind, { serviceWorkers: 'block' });
  let release;
  const open = new Promise(done => { release = done; });
  await page.route('**/client.*.wasm', async route => { await open; await route.continue(); });
  await page.goto(stack.url + path, { waitUntil: 'domcontentloaded' });
  return { page, release };
}
const field = page => page.locator(stack.field).first();

for (const [name, kind] of [['phone', phone], ['desktop', desk]]) {
  test(`${name}: a half typed text keeps its element, focus, caret and letters`, async () => {
    const { page, release } = await held(kind, stack.fieldPage);
    assert.match(await page.evaluate(() => document.documentElement.className), /plain/);
    await field(page).click();
    await page.keyboard.type('Освещ', { delay: 5 });
    await page.keyboard.press('ArrowLeft');
    await page.evaluate(() => { window.before = document.activeElement; });
    release();
    await started(page);
    await page.keyboard.type('-');
    await settled(page);
    const now = await page.evaluate(() => [document.documentElement.className, window.before === document.activeElement, window.before.isConnected, window.before.value]);
    assert.deepEqual(now, ['gl', true, true, 'Осве-щ']);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });

  test(`${name}: what one reads stays where it is`, async () => {
    const { page, release } = await held(kind, stack.longPage);
    await page.evaluate(() => new Promise(done => { scrollTo(0, 600); requestAnimationFrame(() => requestAnimationFrame(done)); }));
    const mark = await page.evaluate(() => {
      for (const e of document.querySelectorAll('#app :is(h1, h2, h3, h4, p, label, li, dt, dd, td, th, a, button)')) {
        const r = e.getBoundingClientRect();
        if (e.id && r.top >= 0 && r.height > 0 && r.top < innerHeight) return { id: e.id, top: r.top };
      }
    });
    release();
    await started(page);
    const top = await page.evaluate(id => document.getElementById(id).getBoundingClientRect().top, mark.id);
    assert.ok(Math.abs(top - mark.top) <= 2, `${mark.id} was at ${mark.top}, is at ${top}`);
    await page.context().close();
  });
}

test('a link works before the program has come', async () => {
  const { page } = await held(desk, stack.longPage);
  const link = page.locator('#app a[href^="/"]').filter({ visible: true }).last(), href = await link.getAttribute('href');
  await link.click();
  await page.waitForURL(url => url.pathname + url.search === href || url.pathname === href.split('?')[0]);
  await page.context().close();
});
