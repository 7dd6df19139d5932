// Without a pointer: login, fields of every kind, files, the decision to send; then the clerk and the project centre.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fillSome, required, resident, start, submit } from './lib/application.mjs';
import { desk, launch, started } from './lib/browser.mjs';
import { decided } from './lib/decision.mjs';
import { keyboard } from './lib/hands.mjs';
import { person, told, visitor } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';

let stack, browser;
before(async () => { stack = await startStack({ esia: true }); browser = await launch(); });
after(async () => { await browser?.close(); await stack?.stop(); });

test('by the keyboard alone from the portal to the rating', { timeout: 600000 }, async () => {
  const page = await visitor(browser, desk, stack.url), hand = keyboard(page), pages = [page];
  await told(() => pages, async () => {
    await hand.follow('Подать заявку');
    await hand.press('Войти через Госуслуги');
    await page.waitForURL(url => url.origin === stack.emulator.url);
    await hand.press(resident);
    await page.waitForURL(url => url.origin === stack.url && url.pathname === '/apply/ppmi');
    await started(page);
    await start(page, hand);
    await fillSome(page, hand, stack, ['О проекте', 'Документы', 'Собрание жителей'], required, async () => {
      const lost = await page.evaluate(() => {
        const e = document.activeElement, r = e.getBoundingClientRect();
        return e === document.body || r.bottom <= 0 || r.top >= innerHeight;
      });
      assert.ok(!lost, 'the focus is somewhere one cannot see');
    });
    const number = await submit(page, hand);
    assert.match(number, /^ППМИ-2027-\d{4}$/);
    await decided(page, hand, number, { stack, hand: keyboard, points: /\d/, see: one => { pages.push(one); return one; },
      open: (who, path) => person(browser, desk, stack, who, path), visit: path => visitor(browser, desk, stack.url + path) });
    for (const one of pages) assert.deepEqual(one.errors, []);
  });
});
