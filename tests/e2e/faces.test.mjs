// Every screen in every state that has a golden, as the plain page shows it: its HTML, written by the tests of the
// screens, with the portal's styles and fonts. Accessible by axe, with contrast in each theme, and no wider than the
// window at 320 and 1280 px. What the canvas paints is looked at in journey_screens and engine_canvas.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { axePath, desk, launch, newPage, turn } from './lib/browser.mjs';
import { noHorizontalScroll } from './lib/checks.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)), web = process.env.POCHIN_WEB || join(root, 'build/web');
const program = process.env.POCHIN_SCREENS || join(root, 'build/asan/tests/unit_client_screens');
const themes = ['light', 'dark', 'contrast'], widths = [320, 1280];
const screens = new Map();
let server, browser, page;

before(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pochin-golden-'));
  const drawn = spawnSync(program, ['each screen*'], { cwd: root, env: { ...process.env, POCHIN_GOLDEN_HTML: folder }, encoding: 'utf8' });
  assert.equal(drawn.status, 0, `${drawn.error || ''}${drawn.stdout}${drawn.stderr}`.slice(-3000));
  for (const file of readdirSync(folder).sort()) screens.set(file.replace(/\.html$/, ''), readFileSync(join(folder, file), 'utf8'));
  rmSync(folder, { recursive: true });
  const { files } = JSON.parse(readFileSync(join(web, 'assets/manifest.json'), 'utf8'));
  const frame = `<!doctype html><html lang="ru" class="plain"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Экран</title><style>* { transition: none !important; animation: none !important }</style><link rel="stylesheet" href="${files['style.css']}"></head><body><div id="app"></div></body></html>`;
  const types = { css: 'text/css', ttf: 'font/ttf', svg: 'image/svg+xml' };
  server = http.createServer((request, response) => {
    if (request.url === '/') return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(frame);
    const file = join(web, request.url), type = types[file.split('.').pop()];
    if (!type || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': type }).end(readFileSync(file));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  browser = await launch();
  page = await newPage(browser, desk);
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate(() => Promise.all([document.fonts.load('400 16px Noto'), document.fonts.load('700 16px Noto')]));
  await page.evaluate(readFileSync(axePath, 'utf8'));
});
after(async () => { await browser?.close(); server?.closeAllConnections(); server?.close(); });

const show = (html, theme) => page.evaluate(async ([html, theme]) => {
  document.documentElement.dataset.theme = theme;
  document.getElementById('app').innerHTML = html;
  for (const dialog of document.querySelectorAll('#app dialog[open]')) { dialog.removeAttribute('open'); dialog.showModal(); }
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}, [html, theme]);

// Strips that stand between the landmarks; to be mended in the screens. The list may only shrink.
const outside = '#offline, #made_up, [id^="uncast-"]';

const violations = only => page.evaluate(async ([only, outside]) => {
  const { violations } = await axe.run({ resultTypes: ['violations'], ...(only ? { runOnly: [only] } : {}) });
  return violations.filter(v => !(v.id === 'region' && v.nodes.every(n => document.querySelector(n.target[0]).closest(outside))))
    .map(v => `${v.id}: ${v.nodes.length} × ${v.nodes[0].html.slice(0, 160)} — ${v.help}`);
}, [only, outside]);

// All rules in one theme, contrast in the others; at which width, takes its turns, as colours hang on no width.
for (const [step, width] of widths.entries()) {
  test(`every golden screen at ${width} px`, { timeout: 400000 }, async t => {
    assert.ok(screens.size >= 140, `${screens.size} screens`);
    await page.setViewportSize({ width, height: 900 });
    for (const [index, [name, html]] of [...screens].entries()) {
      await t.test(name, async () => {
        const first = (index + turn) % themes.length;
        await show(html, themes[first]);
        await noHorizontalScroll(page);
        if ((index + turn + step) % widths.length) return;
        assert.deepEqual(await violations(), []);
        for (const theme of themes.filter((_, i) => i !== first)) {
          await page.evaluate(theme => { document.documentElement.dataset.theme = theme; }, theme);
          assert.deepEqual(await violations('color-contrast'), [], theme);
        }
      });
    }
    assert.deepEqual(page.errors, []);
  });
}

test('what is too wide, has no name or too little contrast is noticed', async () => {
  await page.setViewportSize({ width: 320, height: 900 });
  const main = inside => `<main><h1>Экран</h1>${inside}</main>`;
  await show(main('<p id="x" style="width: 400px">Широко</p>'), 'light');
  await assert.rejects(noHorizontalScroll(page), /too wide/);
  await show(main('<button></button>'), 'light');
  assert.match((await violations()).join(), /button-name/);
  for (const theme of themes) {
    await show(main('<p style="color: #888; background: #999">Бледно</p>'), theme);
    assert.match((await violations('color-contrast')).join(), /color-contrast/);
  }
});
