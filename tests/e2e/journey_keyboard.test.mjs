// The application is filled in and submitted without a pointer: login, every required field, files, the decision to send.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fill, required, resident, start, submit } from './lib/application.mjs';
import { desk, launch, started } from './lib/browser.mjs';
import { keyboard } from './lib/hands.mjs';
import { told, visitor } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';

let stack, browser;
before(async () => { stack = await startStack({ esia: true }); browser = await launch(); });
after(async () => { await browser?.close(); await stack?.stop(); });

test('by the keyboard alone from the portal to the registration number', { timeout: 200000 }, async () => {
  const page = await visitor(browser, desk, stack.url), hand = keyboard(page);
  await told(() => [page], async () => {
    await hand.follow('Подать заявку');
    await hand.press('Войти через Госуслуги');
    await page.waitForURL(url => url.origin === stack.emulator.url);
    await hand.press(resident);
    await page.waitForURL(url => url.origin === stack.url && url.pathname === '/apply/ppmi');
    await started(page);
    await start(page, hand);
    await fill(page, hand, required, async () => {
      const lost = await page.evaluate(() => {
        const e = document.activeElement, r = e.getBoundingClientRect();
        return e === document.body || r.bottom <= 0 || r.top >= innerHeight;
      });
      assert.ok(!lost, 'the focus is somewhere one cannot see');
    });
    assert.match(await submit(page, hand), /^ППМИ-2027-\d{4}$/);
    assert.deepEqual(page.errors, []);
  });
});
