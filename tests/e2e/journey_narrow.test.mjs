// A person with weak sight on a small phone: 320 px, the text doubled by the panel of the portal itself; nothing on
// the way to the rating is wider than the window.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fillSome, resident, sections, start, submit } from './lib/application.mjs';
import { launch, narrow, settled, started } from './lib/browser.mjs';
import { noHorizontalScroll } from './lib/checks.mjs';
import { decided } from './lib/decision.mjs';
import { pointer } from './lib/hands.mjs';
import { person, told, visitor } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';

let stack, browser;
before(async () => { stack = await startStack({ esia: true }); browser = await launch(); });
after(async () => { await browser?.close(); await stack?.stop(); });

test('the application at 320 px with text of 200 %', { timeout: 600000 }, async () => {
  const page = await visitor(browser, narrow, stack.url), hand = pointer(page, true, true), wide = [];
  // All screens are walked before the verdict: one list of what is too wide says more than the first.
  const pages = [page];
  const fits = async (screen, one = page) => {
    await settled(one);
    await noHorizontalScroll(one).catch(e => wide.push(`${screen}: ${e.message.slice(0, 600)}`));
  };
  // The others have chosen the size before.
  const large = async one => {
    pages.push(one);
    await one.evaluate(() => localStorage.setItem('pochin.settings', JSON.stringify({ theme: 'auto', text_percent: 200 })));
    await one.reload();
    await started(one);
    return one;
  };
  await told(() => pages, async () => {
    await hand.press('Версия для слабовидящих');
    const panel = page.getByRole('dialog', { name: 'Версия для слабовидящих' });
    await panel.getByText('200 %').tap();
    await settled(page);
    await noHorizontalScroll(page);
    await hand.press('Готово');
    await panel.waitFor({ state: 'hidden' });
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px');
    await fits('portal');
    await hand.follow('Этапы, деньги и критерии');
    await page.getByText('Этап 2 из').first().waitFor();
    await fits('practice');
    await hand.follow('Подать заявку');
    await page.getByRole('button', { name: 'Войти через Госуслуги' }).waitFor();
    await fits('login');
    await hand.press('Войти через Госуслуги');
    await page.waitForURL(url => url.origin === stack.emulator.url);
    await hand.press(resident);
    await page.waitForURL(url => url.origin === stack.url && url.pathname === '/apply/ppmi');
    await started(page);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px', 'the size is kept over the login');
    await page.getByRole('heading', { name: 'Новая заявка' }).waitFor();
    await fits('apply');
    await start(page, hand);
    await fits('tasks');
    await fillSome(page, hand, stack, ['О проекте', 'Источники денег', 'Документы'], sections, fits);
    const list = page.url();
    for (const path of await page.locator('#app main li a[href^="/applications/"]').evaluateAll(all => [...new Set(all.map(a => a.getAttribute('href')))])) {
      await page.goto(stack.url + path);
      await started(page);
      await fits(path);
    }
    await page.goto(list);
    await started(page);
    await fits('tasks, filled');
    const number = await submit(page, hand, 'Подать заявку', () => fits('check'));
    await fits('done');
    for (const path of ['/my', '/projects', `/projects/${number}`, '/help', '/help/application', '/no-such-page']) {
      await page.goto(stack.url + path);
      await started(page);
      await fits(path);
    }
    await decided(page, hand, number, { stack, points: /\d/, hand: one => pointer(one, true, true), seen: (one, screen) => fits(screen, one),
      open: async (who, path) => large(await person(browser, narrow, stack, who, path)), visit: async path => large(await visitor(browser, narrow, stack.url + path)) });
    assert.deepEqual(wide, []);
    for (const one of pages) assert.deepEqual(one.errors, []);
  });
});
