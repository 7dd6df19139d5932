// The network goes away in the middle of the form, and two people edit the same application.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clerk, fill, required, resident, secondClerk, start } from './lib/application.mjs';
import { desk, launch, phone, started, until } from './lib/browser.mjs';
import { field, pointer } from './lib/hands.mjs';
import { patience, person, told } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';

let stack, browser, submitted;
before(async () => { stack = await startStack({ esia: true }); browser = await launch(); });
after(async () => { await browser?.close(); await stack?.stop(); });

const saved = page => page.getByText(/^Сохранено в/).first();
const application = (page, id) => page.evaluate(async id => (await fetch(`/api/v1/applications/${id}`)).json(), id);
const idOf = page => new URL(page.url()).pathname.split('/')[2];
const offline = page => page.getByText('Изменения на этом устройстве. Отправим, когда появится связь').first();

test('without network typing goes on, reload keeps the text, the server gets it when the network is back', { timeout: 240000 }, async () => {
  const page = await person(browser, phone, stack, resident, '/apply/ppmi'), hand = pointer(page, true), context = page.context();
  await told(() => [page], async () => {
    await start(page, hand);
    await hand.follow('О проекте');
    await hand.fill('Название проекта', 'Мост');
    await saved(page).waitFor();
    const id = idOf(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller || navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.getByText('Нет связи').first().waitFor();
    await hand.fill('Название проекта', 'Мост через Каменку');
    await hand.fill('Адрес или ориентир', 'У мельницы');
    await offline(page).waitFor();
    assert.equal(await field(page, 'Название проекта').inputValue(), 'Мост через Каменку');
    await page.reload();
    await started(page);
    await field(page, 'Название проекта').waitFor();
    assert.equal(await field(page, 'Название проекта').inputValue(), 'Мост через Каменку', 'the text is kept over a reload without network');
    await offline(page).waitFor();
    await context.setOffline(false);
    await saved(page).waitFor();
    const { answers } = await application(page, id);
    assert.equal(answers.name, 'Мост через Каменку');
    assert.equal(answers.address, 'У мельницы');
    assert.deepEqual(page.errors, []);
  });
  await context.close();
});

test('an application sent without network goes to the server once, when the network is back', { timeout: 240000 }, async () => {
  const page = await person(browser, phone, stack, resident, '/apply/ppmi'), hand = pointer(page, true, true), context = page.context();
  await told(() => [page], async () => {
    await start(page, hand);
    await fill(page, hand, required);
    const id = idOf(page), sent = [];
    await hand.press('Проверить и отправить');
    await page.getByRole('heading', { name: 'Проверьте заявку перед отправкой' }).waitFor();
    await hand.check(/^Подтверждаю/);
    await context.setOffline(true);
    await page.getByText('Нет связи').first().waitFor();
    await hand.press('Подать заявку');
    await page.getByText('Отправим, когда появится связь').first().waitFor();
    await page.reload();
    await started(page);
    await page.getByText('Отправим, когда появится связь').first().waitFor();
    page.on('request', r => { if (r.method() === 'POST' && r.url().endsWith('/actions/submit')) sent.push(r.headers()['idempotency-key']); });
    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Заявка отправлена' }).waitFor();
    assert.equal(new Set(sent).size, 1, `keys: ${sent}`);
    const { history, state } = await application(page, id);
    assert.equal(state, 'submitted_to_municipality');
    assert.equal(history.filter(e => e.action === 'submit').length, 1);
    submitted = id;
    assert.deepEqual(page.errors, []);
  });
  await context.close();
});

test('the second of two clerks editing one application is told of the conflict; nothing is overwritten', { timeout: 240000 }, async () => {
  const first = await person(browser, desk, stack, clerk, `/work/applications/${submitted}`), mine = pointer(first, false, true), pages = [first];
  await told(() => pages, async () => {
    // A draft is its author's alone; what was returned is open to the whole administration.
    await mine.press(/^Замечание: Название проекта/);
    await mine.fill('Замечание к полю «Название проекта»', 'Назовите улицу');
    await mine.press('Вернуть на доработку: 1 замечание');
    await first.getByText(/вернула\sзаявку\sна\sдоработку/).first().waitFor();
    const id = submitted, path = `/applications/${id}/project`;
    await first.goto(stack.url + path);
    await started(first);
    await field(first, 'Название проекта').waitFor();
    const second = await person(browser, desk, stack, secondClerk, path), theirs = pointer(second, false, true);
    pages.push(second);
    await field(second, 'Название проекта').waitFor();
    await mine.fill('Название проекта', 'Как решила Соколова');
    await first.waitForFunction(async id => (await (await fetch(`/api/v1/applications/${id}`)).json()).answers.name === 'Как решила Соколова', id);
    await theirs.fill('Название проекта', 'Как решил Рыбаков');
    await second.getByRole('heading', { name: 'Заявку изменили, пока вы её заполняли' }).waitFor();
    assert.match((await second.locator('main').innerText()).replace(/\s+/g, ' '), /Соколова/);
    assert.equal((await application(second, id)).answers.name, 'Как решила Соколова', 'the first text stands');
    for (const text of ['Моё: Как решил Рыбаков', 'Другое: Как решила Соколова']) await second.getByRole('radio', { name: text }).waitFor();
    const settle = second.getByRole('button', { name: 'Сохранить и продолжить' });
    assert.ok(await settle.isDisabled(), 'one must choose first');
    await second.getByText('Моё: Как решил Рыбаков').click();
    await settle.click();
    await saved(second).waitFor();
    await second.waitForFunction(async id => (await (await fetch(`/api/v1/applications/${id}`)).json()).answers.name === 'Как решил Рыбаков', id);
    assert.deepEqual([...first.errors, ...second.errors], []);
  });
  for (const page of pages) await page.context().close();
});

test('two tabs of one person share the draft: what is typed in one stands in the other, and there is no conflict', { timeout: 240000 }, async () => {
  const first = await person(browser, desk, stack, resident, '/apply/ppmi'), mine = pointer(first, false, true), pages = [first];
  await told(() => pages, async () => {
    await start(first, mine);
    await mine.follow('О проекте');
    await mine.fill('Адрес или ориентир', 'Школьная, 1');
    await saved(first).waitFor();
    const id = idOf(first), second = await first.context().newPage();
    second.setDefaultTimeout(patience);
    pages.push(second);
    await second.goto(first.url());
    await started(second);
    await field(second, 'Адрес или ориентир').waitFor();
    await first.bringToFront();
    await mine.fill('Адрес или ориентир', 'Школьная, 2');
    await second.bringToFront();  // within the second and a half before sending
    // A covered tab is hidden; here both pages think that they are seen.
    await first.evaluate(() => Object.defineProperty(document, 'hidden', { get: () => true }));
    await until(async () => (await application(second, id)).answers.address === 'Школьная, 2');
    assert.equal((await application(second, id)).answers.address, 'Школьная, 2');
    assert.equal(await field(second, 'Адрес или ориентир').inputValue(), 'Школьная, 2');
    await pointer(second, false, true).fill('Адрес или ориентир', 'Школьная, 3');
    await until(async () => (await application(second, id)).answers.address === 'Школьная, 3');
    await until(() => saved(second).isVisible());
    assert.ok(await saved(second).isVisible());
    assert.equal((await application(second, id)).answers.address, 'Школьная, 3');
    await until(async () => await field(first, 'Адрес или ориентир').inputValue() === 'Школьная, 3');
    assert.equal(await field(first, 'Адрес или ориентир').inputValue(), 'Школьная, 3');
    for (const page of pages) assert.equal(await page.getByRole('heading', { name: 'Заявку изменили, пока вы её заполняли' }).count(), 0);
  });
  await first.context().close();
});
