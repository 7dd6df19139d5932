// A resident votes: chooses, is told that nothing is cast yet, checks, casts, gets a receipt and verifies it — on a
// narrow phone or at a desk, in turns, and by the keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { centre, resident, secondClerk } from './lib/application.mjs';
import { desk, launch, narrow, phone, settled, started, turn } from './lib/browser.mjs';
import { axe, noHorizontalScroll } from './lib/checks.mjs';
import { field, keyboard, pointer } from './lib/hands.mjs';
import { person, told, visitor } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';

const vote = '/votes/ppmi.demo';
let stack, browser;
before(async () => { stack = await startStack({ esia: true, config: { voting: { seal_seconds: 1 } } }); browser = await launch(); });
after(async () => { await browser?.close(); await stack?.stop(); });

async function sound(page) {
  await settled(page);
  await axe(page);
  await noHorizontalScroll(page);
}

// The entry joins the log with the next batch; a person looks again.
async function verified(page, hand) {
  for (let i = 0; i < 20; i++) {
    await hand.press('Проверить');
    await settled(page, 500);
    if (await page.getByText('Код найден в журнале под №').count()) return;
  }
  await page.getByText('Код найден в журнале под №').waitFor();
}

async function votes(page, hand, check = async () => {}) {
  await page.getByRole('heading', { level: 1, name: 'Выберите до 3 проектов' }).waitFor();
  await check(page);
  await hand.press(/^Выбрать: /);
  await page.getByText('Осталось 2 голоса').first().waitFor();
  await page.getByText('Вы ещё не проголосовали').first().waitFor();
  await hand.press(/^Выбрать: /);
  await page.getByText('Остался 1 голос').first().waitFor();
  await hand.press('Отменить последнее');
  await page.getByText('Осталось 2 голоса').first().waitFor();
  await check(page);
  await hand.follow('Проверить выбор');
  await page.getByRole('heading', { level: 1, name: 'Проверьте свой выбор' }).waitFor();
  await check(page);
  await hand.press('Проголосовать');
  await page.getByRole('heading', { level: 1, name: 'Голос принят' }).waitFor();
  await page.getByRole('img', { name: 'Код квитанции в виде QR' }).waitFor();
  await check(page);
  await hand.follow('Проверить свой голос');
  await page.getByRole('heading', { level: 1, name: 'Проверить свой голос' }).waitFor();
  assert.match((await field(page, 'Код из квитанции').inputValue()).replace(/\s/g, ''), /^[0-9a-f]{64}$/);
  await verified(page, hand);
  await check(page);
}

for (const [kind, touch] of [[[narrow, true], [desk, false]][turn % 2]]) {
  test(`voting at ${kind.viewport.width} px, from the portal to a verified receipt`, { timeout: 240000 }, async () => {
    const page = await person(browser, kind, stack, resident, '/');
    await told(() => [page], async () => {
      await page.goto(stack.url + vote);
      await started(page);
      await sound(page);
      await pointer(page, touch).follow('Голосовать');
      await votes(page, pointer(page, touch), sound);
      await page.goto(`${stack.url}${vote}/ballot`);
      await started(page);
      await page.getByRole('heading', { level: 1, name: 'Вы уже проголосовали' }).waitFor();
      assert.deepEqual(page.errors, []);
    });
  });
}

// What a screen reader says when a choice is made and when the receipt is verified: the live regions' words.
async function announced(page, words) {
  await page.locator('[role=status], [role=alert], [aria-live]').filter({ hasText: words }).first().waitFor({ state: 'attached' });
}

test('by the keyboard alone at 390 px, as a screen reader tells it: voted, receipt, verified', { timeout: 240000 }, async () => {
  const page = await person(browser, phone, stack, secondClerk, vote);
  await told(() => [page], async () => {
    await keyboard(page).follow('Голосовать');
    await votes(page, keyboard(page), async at => {
      await sound(at);
      const headings = await at.locator('#app h1').allTextContents();
      assert.equal(headings.length, 1, `one heading of the first level: ${headings.join()}`);
      assert.deepEqual(await at.locator('#app').getByRole('main').count(), 1);
    });
    await announced(page, 'Бюллетень в журнале');
    assert.deepEqual(page.errors, []);
  });
});

test('a voter who leaves is told on every page that the ballot was not cast, also after a reload', { timeout: 240000 }, async () => {
  const page = await person(browser, phone, stack, centre, `${vote}/ballot`);
  await told(() => [page], async () => {
    await pointer(page, true).press(/^Выбрать: /);
    await page.getByText('Черновик сохранён').waitFor();
    for (const path of ['/help', '/projects', '/']) {
      await page.goto(stack.url + path);
      await started(page);
      await page.getByText('Вы ещё не проголосовали: бюллетень не отправлен').first().waitFor();
    }
    await page.getByRole('link', { name: 'Проверить и проголосовать' }).first().tap();
    await page.waitForURL(url => url.pathname === `${vote}/check`);
    await started(page);
    await page.getByRole('heading', { level: 1, name: 'Проверьте свой выбор' }).waitFor();
    await page.context().setOffline(true);
    await page.getByText('нужна связь').first().waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Проголосовать' }).and(page.locator(':not([aria-disabled])')).waitFor();
  });
});

test('without JavaScript the list and the voting are pages to read', async () => {
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false }), page = await context.newPage();
  await page.goto(`${stack.url}/votes`);
  await page.getByRole('link', { name: 'О голосовании' }).first().click();
  await page.getByRole('heading', { name: 'Правила' }).waitFor();
  await page.getByRole('heading', { name: 'Что в бюллетене' }).waitFor();
  await context.close();
});
