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
  watch(page);
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
  await page.waitForFunction(() => window.pochin && (pochin.stats.frames > 0 || pochin.stats.mode === 'plain') && document.querySelector('h1'), null, { timeout: 60000 });
  await settled(page);
}

// The requests of a page that have no answer yet, and how many there were.
const watched = new WeakMap();
function watch(page) {
  if (!watched.has(page)) {
    const requests = { open: new Set(), all: 0 };
    page.on('request', r => { requests.open.add(r); requests.all++; });
    for (const end of ['requestfinished', 'requestfailed']) page.on(end, r => requests.open.delete(r));
    watched.set(page, requests);
  }
  return watched.get(page);
}

// Whether no request was on its way and no frame was drawn for so long; the page is given the time to draw one.
// `drawn`: frames without a request, which nothing outside the page explains.
export async function quiet(page, ms) {
  const requests = watch(page), before = requests.all, busy = requests.open.size;
  const frames = await page.evaluate(ms => new Promise(done => {
    const before = pochin.stats.frames;
    setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done(pochin.stats.frames - before))), ms);
  }), ms).catch(error => { if (/context was destroyed|navigation/i.test(error.message)) return -1; throw error; });
  const asked = busy > 0 || requests.open.size > 0 || requests.all !== before;
  return { rest: !asked && frames === 0, drawn: !asked && frames > 0 };
}

// What was on its way is here: no request without an answer, no frame for a while.
export async function settled(page, ms = 120) {
  const until = Date.now() + 60000;
  while (!(await quiet(page, ms)).rest) {
    if (Date.now() > until) throw new Error(`the page never rests; not answered: ${[...watch(page).open].map(r => r.url()).join()}`);
  }
}

// Until what is looked at is so; what came to be is judged by the caller.
export async function until(look, ms = 60000) {
  for (const end = Date.now() + ms; Date.now() < end && !await look();) await new Promise(done => setTimeout(done, 100));
}

export const tapOrClick = (page, locator) => (page.context()._options?.hasTouch ? locator.tap() : locator.click());
export const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];
