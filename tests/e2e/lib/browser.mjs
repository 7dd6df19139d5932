// Starts Chromium the way every browser test needs it. NODE_PATH holds playwright-core and axe-core.
import { createRequire } from 'node:module';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const require = createRequire(process.env.NODE_PATH ? process.env.NODE_PATH + '/' : import.meta.url);
const { chromium } = require('playwright-core');
export const axePath = require.resolve('axe-core/axe.min.js');

const base = ['--headless', '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
export const softwareGl = ['--enable-unsafe-swiftshader'];
export const noGl = ['--disable-3d-apis'];

export const executable = process.env.CHROMIUM || '/usr/bin/chromium';
if (!existsSync(executable)) throw new Error(`${executable} is missing: run tools/setup test`);

export const launch = (gl = softwareGl, more = {}) => chromium.launch({ executablePath: executable, headless: true, args: [...base, ...gl], ...more });

// What is looked at in every face takes its turns, one face a run: it moves on with every commit.
export const turn = Number(spawnSync('git', ['rev-list', '--count', 'HEAD'], { encoding: 'utf8' }).stdout) || 0;

export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'ru-RU', timezoneId: 'Europe/Moscow' };
export const desk = { viewport: { width: 1280, height: 800 }, locale: 'ru-RU', timezoneId: 'Europe/Moscow' };
export const narrow = { ...phone, viewport: { width: 320, height: 700 } };

// A new context with one page whose errors fail the test that made them: see `errors`.
// The canvas is asked for, as a person can: what is drawn by the processor gets the plain page otherwise. `face: ''`
// leaves the choice to the program.
export async function newPage(browser, kind, { face = 'canvas', ...more } = {}) {
  const context = await browser.newContext({ ...kind, ...more }), page = await context.newPage();
  if (face) {
    await context.addInitScript(face => {
      try {
        const chosen = JSON.parse(localStorage.getItem('pochin.settings')) || {};
        if (!chosen.plain) localStorage.setItem('pochin.settings', JSON.stringify({ ...chosen, [face]: true }));
      } catch {}
    }, face);
  }
  page.errors = [];
  page.on('pageerror', e => page.errors.push(`page error: ${e.message}`));
  page.on('console', m => {
    // A refused or missing resource is judged by the test that asks for it; GL stalls are the software renderer's.
    if (m.type() === 'error' && !/Failed to load resource|GPU stall/.test(m.text())) page.errors.push(`console: ${m.text()}`);
  });
  return page;
}

export async function open(browser, kind, url, more = {}) {
  const page = await newPage(browser, kind, more);
  await page.goto(url);
  await started(page);
  return page;
}

// The client has come and drawn its first picture (or shows the plain page).
export async function started(page) {
  await page.waitForFunction(() => window.pochin && (pochin.stats.frames > 0 || pochin.stats.mode === 'plain') && document.querySelector('h1'), null, { timeout: 30000 });
  await settled(page);
}

// Nothing is on its way any more: no frame for a while.
export async function settled(page) {
  let before = -1;
  for (let i = 0; i < 80; i++) {
    const now = await page.evaluate(() => pochin.stats.frames);
    if (now === before) return;
    before = now;
    await page.waitForTimeout(120);
  }
  throw new Error('frames never stop');
}

export const tapOrClick = (page, locator) => (page.context()._options?.hasTouch ? locator.tap() : locator.click());
export const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];
