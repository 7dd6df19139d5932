// From a key to the picture of it, on the longest section of the form, a processor four times slower and no graphics
// card: the machine of a municipal office. The page chooses its face itself.
import { resident, start } from '../../tests/e2e/lib/application.mjs';
import { desk, launch, started } from '../../tests/e2e/lib/browser.mjs';
import { pointer } from '../../tests/e2e/lib/hands.mjs';
import { person } from '../../tests/e2e/lib/person.mjs';
import { startStack } from '../../tests/e2e/lib/stack.mjs';

export const title = 'Typing without a graphics card, ×4 slower processor';

const keys = 60;

// The section with the most fields on the screen.
async function longest(page) {
  const paths = await page.locator('#app main a[href*="/applications/"]').evaluateAll(all => [...new Set(all.map(a => a.getAttribute('href')))]);
  let best = { fields: -1 };
  for (const path of paths.filter(one => one.split('/').length === 4)) {
    await page.goto(new URL(path, page.url()).href);
    await started(page);
    const fields = await page.locator('#app main :is(input, textarea, select)').count();
    if (fields > best.fields) best = { path, fields };
  }
  return best;
}

// Milliseconds from each key to the frame that shows it. A timer set inside the frame runs when it has been painted.
const typed = page => page.evaluate(() => new Promise(done => {
  const times = [];
  window.finish = () => done(times);
  addEventListener('keydown', e => requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - e.timeStamp))), true);
}));

export async function* rows() {
  const stack = await startStack({ esia: true }), browser = await launch();
  try {
    const page = await person(browser, desk, stack, resident, '/apply/ppmi');
    await start(page, pointer(page, false, true));
    const section = await longest(page);
    await page.goto(new URL(section.path, page.url()).href);
    await started(page);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const field = page.locator('#app main :is(textarea, input[type=text])').first(), told = typed(page);
    await field.click();
    for (let key = 0; key < keys; key++) {
      await page.keyboard.press('KeyA');
      await page.waitForTimeout(60);
    }
    await page.waitForTimeout(500);
    await page.evaluate(() => finish());
    const times = (await told).sort((a, b) => a - b);
    if (times.length < keys) throw new Error(`${times.length} of ${keys} keys were seen`);
    const face = await page.evaluate(() => `${pochin.stats.mode}, ${pochin.stats.why}`);
    yield { name: `${section.path.split('/').pop()} (${section.fields} fields, ${face}): p50 of a key`, value: times[times.length >> 1], unit: 'ms', atMost: 50 };
    yield { name: 'p95', value: times[Math.floor(times.length * 0.95)], unit: 'ms' };
  } finally {
    await browser.close();
    await stack.stop();
  }
}
