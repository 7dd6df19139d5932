// Without WebGL the elements are the page and the way to the number is the same; without JavaScript the public pages
// are readable, titled and linked.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fillSome, required, resident, start, submit } from './lib/application.mjs';
import { desk, launch, noGl, phone, started } from './lib/browser.mjs';
import { axe, noHorizontalScroll } from './lib/checks.mjs';
import { pointer } from './lib/hands.mjs';
import { person, told } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';

let stack, browser;
before(async () => { stack = await startStack({ esia: true }); browser = await launch(noGl); });
after(async () => { await browser?.close(); await stack?.stop(); });

test('without WebGL the whole application goes through the plain page', { timeout: 400000 }, async () => {
  const page = await person(browser, phone, stack, resident, '/apply/ppmi'), hand = pointer(page, true, true);
  await told(() => [page], async () => {
    assert.deepEqual(await page.evaluate(() => [pochin.stats.mode, getComputedStyle(document.getElementById('app')).opacity, document.documentElement.className]), ['plain', '1', 'plain']);
    await start(page, hand);
    await fillSome(page, hand, stack, ['О проекте', 'Источники денег', 'Документы', 'Собрание жителей'], required, async title => {
      await noHorizontalScroll(page);
      if (title === 'Источники денег') await axe(page);
    });
    assert.match(await submit(page, hand, 'Подать заявку', () => axe(page)), /^ППМИ-2027-\d{4}$/);
    assert.deepEqual(page.errors, []);
  });
});

for (const [device, kind] of [['phone', phone], ['desktop', desk]]) {
  test(`${device}: JavaScript off, the portal, the practice and a project are readable, titled, with links`, async () => {
    const context = await browser.newContext({ ...kind, javaScriptEnabled: false }), page = await context.newPage(), titles = new Set();
    const read = async (path, ...words) => {
      if (path) await page.goto(stack.url + path);
      const title = await page.title(), text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
      assert.match(title, /\S.*Почин/, 'the window has a title');
      assert.ok(!titles.has(title), `«${title}» names two pages`);
      titles.add(title);
      assert.equal(await page.locator('h1:visible').count(), 1);
      assert.ok(text.length > 300, `only ${text.length} letters at ${page.url()}`);
      for (const word of words) assert.ok(text.includes(word), `${page.url()} does not say «${word}»`);
      assert.ok(!/Загружается/.test(text), 'a page that waits for the program');
      const links = await page.locator('#app a[href]').evaluateAll(all => all.map(a => a.getAttribute('href')));
      assert.ok(links.length > 4, `${links.length} links`);
      const size = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]).catch(() => [0, 0]);
      assert.ok(size[0] <= size[1], `the page is wider than the window: ${size}`);
    };
    await read('/', 'ППМИ', 'Приём заявок', '₽');
    await page.getByRole('link', { name: 'Этапы, деньги и критерии' }).first().click();
    await read('', 'Приём заявок', 'Критерии', '%');
    await read('/projects', '₽');
    await page.locator('main').getByRole('link', { name: 'Хоккейная коробка' }).click();
    await read('', 'Хоккейная коробка', '2 850 000 ₽', 'Лесогорский муниципальный округ');
    await read('/help');
    // What one cannot do without the program is said where one meets it.
    await page.goto(`${stack.url}/my`);
    assert.match(await page.locator('main').innerText(), /JavaScript/);
    await context.close();
  });
}
