// The first visit of the portal on "Slow 3G" (as Puppeteer names it: 400 kbit/s × 0.8 each way, 2 s of delay) and a
// processor four times slower: when it can be read, and when the program answers.
import { desk, launch, newPage, phone } from '../../tests/e2e/lib/browser.mjs';
import { startStack } from '../../tests/e2e/lib/stack.mjs';

export const title = 'First visit at Slow 3G, ×4 slower processor';

export async function* rows() {
  const stack = await startStack(), browser = await launch();
  try {
    for (const [name, kind] of [['phone', phone], ['desk', desk]]) {
      const page = await newPage(browser, kind), cdp = await page.context().newCDPSession(page);
      await cdp.send('Network.enable');
      await cdp.send('Network.emulateNetworkConditions', { offline: false, downloadThroughput: 500 * 1000 / 8 * 0.8, uploadThroughput: 500 * 1000 / 8 * 0.8, latency: 400 * 5 });
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      const begun = performance.now();
      await page.goto(stack.url, { waitUntil: 'commit', timeout: 60000 });
      await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length && document.querySelector('h1'), null, { timeout: 60000, polling: 50 });
      const readable = performance.now() - begun;
      await page.waitForFunction(() => window.pochin && pochin.stats.frames > 0, null, { timeout: 90000, polling: 100 });
      yield { name: `${name}: readable`, value: readable / 1000, unit: 's', atMost: 3.5 };
      yield { name: `${name}: the program answers`, value: (performance.now() - begun) / 1000, unit: 's', atMost: 12 };
      await page.context().close();
    }
  } finally {
    await browser.close();
    await stack.stop();
  }
}
