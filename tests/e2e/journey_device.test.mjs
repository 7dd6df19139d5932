// Devices as people have them: a clock that is weeks wrong, a browser that keeps nothing, a network that answers in the
// portal's place, a session that ends in the middle of a sentence, two tabs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { resident, start } from './lib/application.mjs';
import { desk, launch, phone, settled, started, until } from './lib/browser.mjs';
import { field, pointer } from './lib/hands.mjs';
import { person, told, visitor } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';

let stack, browser;
before(async () => { stack = await startStack({ esia: true }); browser = await launch(); });
after(async () => { await browser?.close(); await stack?.stop(); });

const saved = page => page.getByText(/^Сохранено\sв\s\d/).first();
const application = (page, id) => page.evaluate(async id => (await fetch(`/api/v1/applications/${id}`)).json(), id);
const idOf = page => new URL(page.url()).pathname.split('/')[2];
async function writing(kind = desk) {
  const page = await person(browser, kind, stack, resident, '/apply/ppmi'), hand = pointer(page, kind === phone, true);
  await start(page, hand);
  await hand.follow('О проекте');
  await hand.fill('Название проекта', 'Мост');
  await saved(page).waitFor();
  return { page, hand, id: idOf(page) };
}

test('a device forty days ahead votes, applies and reads like any other', { timeout: 240000 }, async () => {
  const page = await visitor(browser, desk, stack.url + '/votes');
  const asked = await page.getByRole('link', { name: 'Голосовать', exact: true }).count();
  assert.ok(asked > 0, 'a vote of the demonstration is open');
  const words = await page.locator('main').innerText();
  for (const days of [40, -400]) {
    const ahead = await (await browser.newContext(desk)).newPage();
    await ahead.addInitScript(days => {
      const now = Date.now.bind(Date), Real = Date, shift = days * 86400e3;
      globalThis.Date = class extends Real { constructor(...a) { if (a.length) super(...a); else super(now() + shift); } static now() { return now() + shift; } };
    }, days);
    await ahead.goto(stack.url + '/votes');
    await started(ahead);
    await settled(ahead);
    assert.equal(await ahead.getByRole('link', { name: 'Голосовать', exact: true }).count(), asked, `${days} days`);
    assert.equal(await ahead.locator('main').innerText(), words, `${days} days`);
    await ahead.context().close();
  }
  await page.context().close();
});

test('a filter that answers 200 in the portal\'s place takes no text', { timeout: 240000 }, async () => {
  const { page, hand, id } = await writing();
  await told(() => [page], async () => {
    await page.context().route(/\/answers$/, route => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>Доступ ограничен</title>' }));
    await hand.fill('Название проекта', 'Мост через Каменку');
    await page.getByText('Связь есть, но отвечает не портал').waitFor();
    await page.getByText('Отправим, когда портал ответит').first().waitFor();
    await page.reload();
    await started(page);
    assert.equal(await field(page, 'Название проекта').inputValue(), 'Мост через Каменку');
    await page.context().unroute(/\/answers$/);
    await saved(page).waitFor();
    assert.equal((await application(page, id)).answers.name, 'Мост через Каменку');
    await page.getByText('Связь есть, но отвечает не портал').waitFor({ state: 'detached' });
  });
  await page.context().close();
});

test('a browser that keeps nothing, or never answers, is said at once and works', { timeout: 240000 }, async () => {
  for (const how of ['refuses', 'hangs']) {
    const page = await person(browser, desk, stack, resident, '/my');
    await page.addInitScript(how => {
      IDBFactory.prototype.open = () => { if (how === 'refuses') throw new DOMException('no', 'SecurityError'); return {}; };
    }, how);
    await told(() => [page], async () => {
      await page.goto(stack.url + '/apply/ppmi');
      await page.getByText('Черновик не сохраняется на этом устройстве').waitFor();
      const hand = pointer(page, false, true);
      await start(page, hand);
      await hand.follow('О проекте');
      await page.context().setOffline(true);
      await hand.fill('Название проекта', 'Мост');
      await page.getByText(/^Изменения\sтолько\sна\sэтой\sстранице/).first().waitFor();
      assert.equal(await page.getByText(/лежат\sна\sэтом\sустройстве|^Изменения\sна\sэтом\sустройстве/).count(), 0, 'nothing lies there');
    });
    await page.context().close();
  }
});

test('a session that ends in mid-sentence leaves the form, and after the login the text is sent', { timeout: 240000 }, async () => {
  const { page, hand, id } = await writing();
  await told(() => [page], async () => {
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await hand.fill('Название проекта', 'Мост через Каменку');
    await page.getByText('Сеанс закончился: войдите снова').waitFor();
    assert.equal(await field(page, 'Название проекта').inputValue(), 'Мост через Каменку');
    await hand.fill('Адрес или ориентир', 'У мельницы');
    await page.context().addCookies(cookies);
    await page.reload();
    await started(page);
    await saved(page).waitFor();
    const { answers } = await application(page, id);
    assert.deepEqual([answers.name, answers.address], ['Мост через Каменку', 'У мельницы']);
  });
  await page.context().close();
});

// Whether a file that is being sent lies in the device's memory.
const kept = () => new Promise((done, failed) => {
  const opened = indexedDB.open('pochin', 1);
  opened.onerror = failed;
  opened.onsuccess = () => {
    const keys = opened.result.transaction('kept').objectStore('kept').getAllKeys();
    keys.onsuccess = () => { opened.result.close(); done(keys.result.some(key => key.startsWith('file/'))); };
  };
});

test('a file goes on after a reload in the middle of it', { timeout: 240000 }, async () => {
  const { page } = await writing();
  await told(() => [page], async () => {
    await page.goto(page.url().replace(/[^/]+$/, 'meeting'));
    await started(page);
    let refused = 0;
    await page.context().route(/\/files\/[^/]+\?offset=/, route => { refused++; return route.abort(); });
    await page.getByLabel('Протокол собрания', { exact: false }).and(page.locator('input')).setInputFiles({ name: 'протокол.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n') });
    await page.getByText(/^Отправлено|протокол\.pdf/).first().waitFor();
    await until(async () => refused && await page.evaluate(kept));
    assert.ok(refused && await page.evaluate(kept), 'the file lies on the device');
    await page.reload();
    await page.context().unroute(/\/files\/[^/]+\?offset=/);
    await page.getByRole('link', { name: 'протокол.pdf' }).first().waitFor();
    await saved(page).waitFor();
  });
  await page.context().close();
});
