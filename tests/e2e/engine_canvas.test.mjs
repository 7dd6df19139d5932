// The canvas may go away for many reasons; the page may not.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { axe, backgroundPainted, canvasTextEqualsDom, idleFrames, linesBreakAlike, noHorizontalScroll, rectsEqual } from './lib/checks.mjs';
import { desk, launch, narrow, newPage, noGl, open, phone, settled, started } from './lib/browser.mjs';
import { startStack } from './lib/stack.mjs';

let stack, browser;
before(async () => { stack = await startStack(); browser = await launch(); });
after(async () => { await browser?.close(); await stack?.stop(); });

const face = page => page.evaluate(() => [document.documentElement.className, pochin.stats.mode, pochin.stats.why]);
const picture = async page => createHash('sha256').update(await page.screenshot({ caret: 'hide' })).digest('hex');
// Done when the program has been told: its listeners are older. Gives the face it shows then.
const lose = page => page.evaluate(() => new Promise(done => {
  const canvas = document.getElementById('canvas');
  window.lost ??= (canvas.getContext('webgl2') || canvas.getContext('webgl')).getExtension('WEBGL_lose_context');
  canvas.addEventListener('webglcontextlost', () => setTimeout(() => done(pochin.stats.mode)), { once: true });
  window.lost.loseContext();
}));
const restore = page => page.evaluate(() => new Promise(done => {
  document.getElementById('canvas').addEventListener('webglcontextrestored', () => setTimeout(done), { once: true });
  window.lost.restoreContext();
}));

for (const [name, kind] of [['phone', phone], ['desktop', desk]]) {
  test(`${name}: what is painted is where its element is, says what it says, breaks its lines alike`, async t => {
    for (const path of stack.publicPages) {
      await t.test(path, async () => {
        const page = await open(browser, kind, stack.url + path);
        assert.deepEqual(await face(page), ['gl', 'gl', '']);
        await backgroundPainted(page);
        await rectsEqual(page);
        await linesBreakAlike(page);
        await canvasTextEqualsDom(page, { atLeast: 4 });
        await noHorizontalScroll(page);
        assert.deepEqual(page.errors, []);
        await page.context().close();
      });
    }
  });

  test(`${name}: the comparison of texts notices what is not painted`, async () => {
    const page = await open(browser, kind, stack.url + stack.longPage);
    await page.evaluate(() => { document.getElementById('canvas').style.visibility = 'hidden'; });
    await assert.rejects(canvasTextEqualsDom(page), /is not painted/);
    await page.context().close();
  });

  test(`${name}: no frame is drawn two seconds after the last input`, async () => {
    const page = await open(browser, kind, stack.url + stack.longPage);
    await page.mouse.move(200, 300);
    await page.evaluate(() => scrollBy(0, 200));
    await idleFrames(page);
    await page.context().close();
  });

  test(`${name}: a lost context comes back with the same picture`, async () => {
    const page = await open(browser, kind, stack.url + stack.longPage);
    const before = await picture(page);
    await lose(page);
    await restore(page);
    await settled(page);
    assert.equal(await picture(page), before);
    await page.context().close();
  });
}

test('the third loss in a minute gives the plain page and keeps what was typed', async () => {
  const page = await open(browser, desk, stack.url + stack.fieldPage), field = page.locator(stack.field).first();
  await field.fill('Ёлкина');
  for (let i = 0; i < 3; i++) {
    await lose(page);
    if (i < 2) await restore(page);
  }
  assert.deepEqual(await face(page), ['plain', 'plain', 'context lost']);
  assert.equal(await field.inputValue(), 'Ёлкина');
  const styled = await page.evaluate(() => [...document.querySelectorAll('#app *')].filter(e => e.style.left || e.style.width).map(e => e.id));
  assert.deepEqual(styled, [], 'rectangles of the canvas are left on the elements');
  await axe(page);
  await page.context().close();
});

test('a context that does not come back in four seconds gives the plain page', async () => {
  const page = await open(browser, desk, stack.url + stack.longPage);
  assert.equal(await lose(page), 'gl');
  await page.waitForFunction(() => pochin.stats.mode === 'plain');
  assert.deepEqual(await face(page), ['plain', 'plain', 'context lost']);
  await page.context().close();
});

test('without WebGL the elements are the page', async () => {
  for (const flags of [noGl, ['--disable-gpu', '--disable-software-rasterizer']]) {
    const other = await launch(flags), page = await open(other, phone, stack.url + stack.fieldPage);
    assert.deepEqual(await face(page), ['plain', 'plain', 'no WebGL']);
    await page.locator(stack.field).first().fill('Мост');
    assert.equal(await page.locator(stack.field).first().inputValue(), 'Мост');
    await noHorizontalScroll(page);
    await axe(page);
    await other.close();
  }
});

test('a canvas that the processor would draw is not taken by itself; who wants it chooses it, and it stays chosen', async () => {
  const page = await open(browser, desk, stack.url + stack.fieldPage, { face: '' });
  assert.deepEqual(await face(page), ['plain', 'plain', 'software GL']);
  await page.getByRole('button', { name: 'Версия для слабовидящих' }).click();
  await page.getByText('Холстом').click();
  await page.waitForFunction(() => pochin.stats.mode === 'gl' && pochin.stats.frames > 0);
  await page.reload();
  await started(page);
  assert.equal((await face(page))[1], 'gl');
  await page.getByRole('button', { name: 'Версия для слабовидящих' }).click();
  await page.getByText('Как лучше устройству').click();
  await page.waitForFunction(() => pochin.stats.mode === 'plain');
  assert.deepEqual(page.errors, []);
  await page.context().close();
});

test('a renderer that hides its name is known by its slow pictures', async () => {
  const page = await newPage(browser, desk, { face: '' });
  await page.addInitScript(() => {
    const make = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, wish) { return make.call(this, kind, { ...wish, failIfMajorPerformanceCaveat: false }); };
    for (const type of [WebGLRenderingContext, WebGL2RenderingContext]) {
      const ask = type.prototype.getParameter, read = type.prototype.readPixels;
      type.prototype.getParameter = function (what) { return what === 0x9246 || what === this.RENDERER ? 'Graphics' : ask.call(this, what); };
      type.prototype.readPixels = function (...values) { const until = performance.now() + 150; while (performance.now() < until); return read.apply(this, values); };
    }
  });
  await page.goto(stack.url + stack.fieldPage);
  await page.waitForFunction(() => window.pochin && pochin.stats.frames > 0);
  for (let i = 0; i < 40 && (await face(page))[1] === 'gl'; i++) {
    await page.locator(stack.field).first().pressSequentially('а');
    await page.waitForTimeout(350);
  }
  assert.deepEqual(await face(page), ['plain', 'plain', 'slow pictures']);
  await page.context().close();
});

test('a page that a translator works on is the plain page', async () => {
  const page = await open(browser, desk, stack.url + stack.longPage);
  assert.equal((await face(page))[1], 'gl');
  await page.evaluate(() => {
    const h1 = document.querySelector('#app h1'), font = document.createElement('font');
    font.textContent = 'Initiative budgeting';
    h1.firstChild.replaceWith(font);
  });
  await page.waitForFunction(() => pochin.stats.mode === 'plain');
  assert.deepEqual(await face(page), ['plain', 'plain', 'translated']);
  assert.equal(await page.locator('#app h1').innerText(), 'Initiative budgeting');
  await page.context().close();
});

test('forced colours give the plain page', async () => {
  const page = await open(browser, desk, stack.url + stack.longPage, { forcedColors: 'active' });
  assert.deepEqual(await face(page), ['plain', 'plain', 'forced colours']);
  await page.context().close();
});

test('forced colours that come and go change the face both ways', async () => {
  const page = await open(browser, desk, stack.url + stack.longPage);
  await page.emulateMedia({ forcedColors: 'active' });
  await page.waitForFunction(() => pochin.stats.mode === 'plain');
  await page.emulateMedia({ forcedColors: 'none' });
  await page.waitForFunction(() => pochin.stats.mode === 'gl');
  await settled(page);
  await rectsEqual(page);
  await canvasTextEqualsDom(page);
  await page.context().close();
});

test('print is the page in normal flow, and the canvas comes back after it', async () => {
  const page = await open(browser, desk, stack.url + stack.longPage);
  const pdf = await page.pdf();
  assert.ok(pdf.length > 20000, `the print has ${pdf.length} bytes`);
  assert.match(pdf.toString('latin1'), /\/Type\s*\/Page\b/);
  await page.waitForFunction(() => pochin.stats.mode === 'gl');
  await settled(page);
  await rectsEqual(page);
  await page.context().close();
});

test('text at 200 % in a window of 320 px: no sideways scroll, canvas and document agree', async () => {
  for (const path of stack.publicPages) {
    const page = await newPage(browser, narrow);
    await page.addInitScript(() => localStorage.setItem('pochin.settings', '{"theme":"auto","text_percent":200,"canvas":true}'));
    await page.goto(stack.url + path);
    await started(page);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px');
    await noHorizontalScroll(page);
    await rectsEqual(page);
    await linesBreakAlike(page);
    await page.context().close();
  }
});

test('a change of the window keeps the first visible thing in place', async () => {
  const page = await open(browser, desk, stack.url + stack.longPage);
  await page.evaluate(() => scrollTo(0, 700));
  await settled(page);
  const first = () => page.evaluate(() => {
    for (const e of document.querySelectorAll('#app :is(h1, h2, h3, h4, p, label, li, dt, dd, td, th, a, button)')) {
      const r = e.getBoundingClientRect();
      if (e.id && r.top >= 0 && r.height > 0 && r.top < innerHeight) return { id: e.id, top: r.top };
    }
  });
  const mark = await first();
  await page.setViewportSize({ width: 700, height: 800 });
  await page.waitForFunction(() => innerWidth === 700 && document.getElementById('canvas').clientWidth <= 700);
  await settled(page);
  const top = await page.evaluate(id => document.getElementById(id).getBoundingClientRect().top, mark.id);
  assert.ok(Math.abs(top - mark.top) <= 2, `${mark.id} was at ${mark.top}, is at ${top}`);
  await rectsEqual(page);
  await page.context().close();
});
