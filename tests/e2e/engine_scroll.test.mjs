// During wheel and touch scrolling the canvas and the document are one: judged in every frame that reached the screen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desk, launch, open, phone } from './lib/browser.mjs';
import { startStack } from './lib/stack.mjs';

let stack, browser, judge;
before(async () => {
  stack = await startStack();
  browser = await launch();
  judge = await (await browser.newContext()).newPage();
});
after(async () => { await browser?.close(); await stack?.stop(); });

// Where the painted marks and the document's marks are in a picture, and how much of it no canvas covers.
const read = (picture, width) => judge.evaluate(async ([picture, width]) => {
  const bytes = Uint8Array.from(atob(picture), c => c.charCodeAt(0));
  const i = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' })), c = new OffscreenCanvas(i.width, i.height).getContext('2d');
  c.drawImage(i, 0, 0);
  const k = i.width / width, column = x => c.getImageData(Math.round(x * k), 0, 1, i.height).data;
  const edge = (d, is) => { for (let y = 1; y < i.height; y++) if (is(d, y * 4) && !is(d, y * 4 - 4)) return y / k; return null; };
  const bare = column(width - 3);
  let gap = 0;
  for (let y = 0; y < i.height; y++) if (bare[y * 4] > 180 && bare[y * 4 + 1] < 100 && bare[y * 4 + 2] > 180) gap++;
  return { canvas: edge(column(10), (d, o) => d[o] < 110 && d[o + 1] < 110 && d[o + 2] > 170),
    page: edge(column(30), (d, o) => d[o] > 170 && d[o + 1] < 110 && d[o + 2] < 110), gap: gap / k };
}, [picture, width]);

async function swipe(page, cdp) {
  for (let i = 0; i < 5; i++) {
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 195, y: 700 }] });
    for (let y = 700; y > 150; y -= 40) {
      await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: 195, y }] });
      await page.waitForTimeout(8);
    }
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await page.waitForTimeout(150);
  }
}
async function wheel(page, cdp) {
  for (let i = 0; i < 60; i++) {
    await cdp.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x: 400, y: 400, deltaX: 0, deltaY: i < 40 ? 50 : -50 });
    await page.waitForTimeout(25);
  }
}

for (const [name, kind, act] of [['touch', phone, swipe], ['wheel', desk, wheel]]) {
  for (const slower of [1, 4]) {
    test(`${name}, processor ×1/${slower}: canvas and document never more than 1 px apart, the page covered`, async () => {
      const page = await open(browser, kind, stack.url + stack.longPage);
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('html, body { background: #f0f !important }');
        document.adoptedStyleSheets.push(sheet);
        pochin.marks(true);
        const bar = document.createElement('div');
        Object.assign(bar.style, { position: 'absolute', left: '20px', top: 0, width: '20px', zIndex: 9,
          height: document.getElementById('app').clientHeight + 'px', background: 'repeating-linear-gradient(red 0 20px, #fff 20px 200px)' });
        document.body.append(bar);
      });
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.ok(height > 2 * kind.viewport.height, `the page is ${height} px long: too short to scroll`);
      const cdp = await page.context().newCDPSession(page), shots = [];
      if (slower > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
      cdp.on('Page.screencastFrame', f => { shots.push(f.data); cdp.send('Page.screencastFrameAck', { sessionId: f.sessionId }).catch(() => {}); });
      await page.waitForTimeout(300);
      await cdp.send('Page.startScreencast', { format: 'jpeg', quality: 60, everyNthFrame: 1 });
      const drawn = await page.evaluate(() => pochin.stats.frames);
      // A busy machine shows fewer pictures of the same movement: then it is made again.
      for (let i = 0; i < 6 && shots.length < 30; i++) {
        if (i) await page.evaluate(() => scrollTo(0, 0));
        await act(page, cdp);
        await page.waitForTimeout(400);
      }
      await cdp.send('Page.stopScreencast');
      assert.ok(await page.evaluate(() => scrollY) > 200, 'the page has not scrolled');
      let compared = 0, apart = 0, uncovered = 0, bare = 0;
      for (const shot of shots) {
        const q = await read(shot, kind.viewport.width);
        uncovered = Math.max(uncovered, q.gap);
        if (q.gap > 1) bare++;
        if (q.canvas === null || q.page === null) continue;
        compared++;
        let d = (q.canvas - q.page) % 200;
        if (d > 100) d -= 200;
        if (d < -100) d += 200;
        apart = Math.max(apart, Math.abs(d));
      }
      console.log(`# ${name} ×1/${slower}: ${shots.length} pictures, ${compared} compared, ${apart.toFixed(1)} px apart at most, ${uncovered.toFixed(0)} px uncovered in ${bare}, ${await page.evaluate(() => pochin.stats.frames) - drawn} frames drawn`);
      assert.ok(compared > 10, `only ${compared} pictures compared`);
      assert.ok(apart <= 1, `${apart} px apart`);
      assert.ok(uncovered <= 1, `${uncovered} px uncovered, in ${bare} of ${shots.length} pictures`);
      await page.context().close();
    });
  }
}
