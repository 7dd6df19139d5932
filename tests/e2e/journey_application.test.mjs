// One real application on a resident's phone, by role and name alone, from the portal to the receipt. From there to the
// rating: tests/journeys/application_test.cpp, and in the browser journey_narrow and journey_keyboard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fill, name, resident, sections, start, submit } from './lib/application.mjs';
import { launch, phone, started } from './lib/browser.mjs';
import { pointer } from './lib/hands.mjs';
import { told, visitor } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const heading = (page, title) => page.getByRole('heading', { name: title, level: 1 });
const score = page => page.getByRole('img', { name: /^Заработано по критериям/ });

async function portalToLogin(page, stack, hand) {
  await heading(page, 'Предложите, что улучшить рядом с домом').waitFor();
  await hand.follow('Этапы, деньги и критерии');
  await page.getByText('Этап 2 из').first().waitFor();
  await hand.follow('Подать заявку');
  await hand.press('Войти через Госуслуги');
  await page.waitForURL(url => url.origin === stack.emulator.url);
  await hand.press(resident);
  await page.waitForURL(url => url.origin === stack.url && url.pathname === '/apply/ppmi');
  await started(page);
}

// Wrong sums and a wrong ИНН are answered at once, with the way to repair.
async function mistakes(page, hand) {
  await hand.fill('Субсидия из областного бюджета', '1 500 000');
  await hand.fill('Бюджет муниципалитета', '300 000');
  await page.getByText('Источники дают 1 900 000 ₽, а мероприятия стоят 2 000 000 ₽. Не хватает 100 000 ₽').first().waitFor();
  await hand.press('Поставить 1 600 000 ₽');
  const region = page.getByRole('textbox', { name: 'Субсидия из областного бюджета' });
  await page.waitForFunction(e => e.value.replace(/\s/g, '') === '1600000', await region.elementHandle());
  assert.equal(await page.getByText('Не хватает 100 000 ₽').count(), 0);
  await hand.fill('ИНН', '7707083894');
  await hand.fill('Сумма', '40 000', 'last');
  const inn = page.getByRole('textbox', { name: /^ИНН/ });
  await page.getByText(/ИНН.*(цифр|ошиб|провер)/i).first().waitFor();
  assert.equal(await inn.getAttribute('aria-invalid'), 'true');
  await hand.fill('ИНН', '7707083893');
  await hand.fill('Сумма', '40 000', 'last');
  assert.notEqual(await inn.getAttribute('aria-invalid'), 'true');
}

test('an application from the portal to the receipt on a phone of 390 px under the finger', { timeout: 240000 }, async t => {
  const stack = await startStack({ esia: true });
  t.after(() => stack.stop());
  const page = await visitor(browser, phone, stack.url, { face: 'canvas' }), mine = pointer(page, true, true);
  await told(() => [page], async () => {
    await portalToLogin(page, stack, mine);
    await start(page, mine);

    const said = {};
    await fill(page, mine, sections, async title => {
      if (title === 'Источники денег') await mistakes(page, mine);
      if (['Источники денег', 'Кто будет пользоваться', 'Участие жителей в работах'].includes(title)) {
        said[title] = await score(page).getAttribute('aria-label');
        assert.ok(await page.getByRole('list', { name: 'Критерии этого раздела' }).getByText(/балл/).count() > 0, `${title}: the reason of the points is not said`);
      }
    });
    assert.notEqual(said['Источники денег'], said['Участие жителей в работах'], 'the points grow with the answers');
    assert.match(await score(page).getAttribute('aria-label'), /73,5\sиз\s100/);
    const number = await submit(page, mine, 'Подать заявку', async () => {
      for (const answer of [name, '1 500 000 ₽', '7707083893', 'протокол.pdf', '15 октября 2026']) {
        assert.ok(await page.getByText(answer).count() > 0, `«${answer}» is not on the page of answers`);
      }
    });
    const receipt = await page.getByText(/^Принята /).textContent();
    assert.match(receipt.replace(/\s/g, ' '), /\d{1,2} [а-я]+ \d{4}.* \d{2}:\d{2}:\d{2}.*МСК\+1/, 'server time to the second and its zone');
    assert.match(number, /^ППМИ-2027-\d{4}$/);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  });
});
