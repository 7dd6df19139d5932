// Votings with more to them than the demonstration's: several districts for one person, paper with points, the own ballot
// among the published ones, a log that was forged.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Vote, campaign } from '../api/vote.mjs';
import { desk, launch, newPage, phone, settled, started } from './lib/browser.mjs';
import { axe, noHorizontalScroll } from './lib/checks.mjs';
import { field, pointer } from './lib/hands.mjs';
import { patience, told } from './lib/person.mjs';

const addresses = 'guid;parent;oktmo;name\n7a1b0000-0000-4000-8000-000086500411;;86500411;село Заречье\n';
const dearer = { source_municipal: '500 000', source_region: '1 400 000' };  // cities pay more of their own
const places = [{ municipality: '86500411' }, { municipality: '86701000', ...dearer, settlement: 'г. Озёрск', name: 'Сквер у вокзала' }, { municipality: '86510000', ...dearer, settlement: 'п. Лесогорск', name: 'Освещение лыжной трассы' }];
let vote, browser;
before(async () => {
  vote = await Vote.start({ projects: 3, places, addresses, config: { assets: process.env.POCHIN_WEB }, campaigns: [
    campaign('many', { title: 'Голосование по районам', districts: 'municipality', districts_per_person: 2, channels: ['portal'] }),
    campaign('points', { title: 'Баллы проектам', ballot: { kind: 'cumulative', points: 10, max_points: 6 }, change_allowed: true, channels: ['portal', 'paper', 'meeting'] }),
  ] });
  for (const id of ['many', 'points']) await vote.open(`ppmi.${id}`);
  browser = await launch();
});
after(async () => { await browser?.close(); await vote?.stop(); });

async function entered(kind, who, path) {
  const page = await newPage(browser, kind, { face: '' });
  page.setDefaultTimeout(patience);
  await page.goto(`${vote.portal.url}/auth/esia/login?return_to=${encodeURIComponent(path)}`);
  await page.getByRole('button', { name: who }).first().click();
  await page.waitForURL(url => url.href.startsWith(vote.portal.url) && url.pathname === path);
  await started(page);
  return page;
}

async function sound(page) {
  await settled(page);
  await axe(page);
  await noHorizontalScroll(page);
}

test('a resident votes at home and in another district, has two receipts, and a third ballot is not offered', { timeout: 240000 }, async () => {
  const page = await entered(phone, /Ёлкин/, '/votes/ppmi.many'), hand = pointer(page, true);
  await told(() => [page], async () => {
    const ballot = async (place, project) => {
      await page.getByText('в каждом — отдельным бюллетенем').first().waitFor();
      await hand.choose('Муниципалитет', place);
      await sound(page);
      await hand.follow(/^Голосовать/);
      await page.getByRole('heading', { level: 1, name: /^Выберите/ }).waitFor();
      await hand.press(`Выбрать: ${project}`);
      await hand.follow('Проверить выбор');
      await sound(page);
      await hand.press('Проголосовать');
      await page.getByRole('heading', { level: 1, name: 'Голос принят' }).waitFor();
      await sound(page);
      assert.ok(!(await page.locator('#app').textContent()).includes(project), 'the receipt names no choice');
    };
    await page.getByText('Подставлен ваш муниципалитет по адресу на Госуслугах').first().waitFor();
    assert.equal(await field(page, 'Муниципалитет').inputValue(), '86500411');
    await ballot(/Зареченское/, 'Ремонт колодца в Малых Ключах');
    await page.goto(`${vote.portal.url}/votes/ppmi.many`);
    await started(page);
    await page.getByText('Вы проголосовали: бюллетень принят').waitFor();
    assert.equal(await page.locator('option', { hasText: 'Зареченское' }).count(), 0, 'where one has voted is not offered again');
    await ballot(/Озёрск/, 'Сквер у вокзала');
    await page.getByRole('group', { name: 'Квитанция района' }).or(page.getByLabel('Квитанция района')).first().waitFor();
    await page.goto(`${vote.portal.url}/votes/ppmi.many/ballot`);
    await started(page);
    await page.getByRole('heading', { level: 1, name: 'Вы уже проголосовали' }).waitFor();
    assert.deepEqual(page.errors, []);
  });
});

test('a vote that may be changed is changed: the old ballot counts until the new one is sent', { timeout: 240000 }, async () => {
  const page = await entered(desk, /Ильина/, '/votes/ppmi.points/ballot'), hand = pointer(page, false);
  await told(() => [page], async () => {
    const give = async points => {
      await page.getByRole('heading', { level: 1, name: 'Распределите 10 баллов' }).waitFor();
      await hand.choose('Сквер у вокзала', points);
      await hand.follow('Проверить выбор');
      await hand.press('Проголосовать');
      await page.getByRole('heading', { level: 1, name: 'Голос принят' }).waitFor();
    };
    await give(3);
    const before = await page.getByText(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/).textContent();
    await page.goto(`${vote.portal.url}/votes/ppmi.points`);
    await started(page);
    await hand.press('Изменить выбор');
    await page.getByRole('heading', { level: 1, name: 'Распределите 10 баллов' }).waitFor();
    await hand.choose('Освещение лыжной трассы', 6);
    await page.getByText('пока действует прежний бюллетень').first().waitFor();
    await sound(page);
    await give(4);
    assert.notEqual(await page.getByText(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/).textContent(), before);
    assert.deepEqual(page.errors, []);
  });
});

test('sheets of points are typed by one operator, with what is wrong in a line told at once, and accepted by another', { timeout: 240000 }, async () => {
  const path = '/work/votes/ppmi.points/batches', first = await entered(desk, /Бывшев/, path), second = await entered(desk, /Прошлов/, path);
  await told(() => [first, second], async () => {
    const hand = pointer(first, false, true);
    await hand.choose('Как голосовали', /бумаж/);
    await hand.fill('Где', 'Дом культуры');
    await hand.fill('Кто голосовал', '4510 123456\n4510 123457\n4510 123458');
    await hand.fill('Листы', '1=6 2=4\n2=7');
    await first.getByText(/Лист.в.строке.2:.можно.дать.от.1.до.6.баллов/i).first().waitFor();
    await sound(first);
    await hand.fill('Листы', '1=6 2=4\n2=6');
    await hand.fill('Недействительные листы', '1 пустой лист');
    await hand.press('Передать на приёмку');
    await first.getByText('Пачка ждёт второго человека').first().waitFor();
    await first.getByText(/Недействительные листы:.1.—.пустой лист/).first().waitFor();
    await second.reload();
    await started(second);
    await pointer(second, false).press(/^Принять пачку: Дом культуры/);
    await second.getByText('Пачка принята').first().waitFor();
    await sound(second);
    assert.deepEqual([...first.errors, ...second.errors], []);
  });
});

test('a head signed by another key is not believed by the device', { timeout: 240000 }, async () => {
  const page = await entered(phone, /Ёлкин/, '/votes/ppmi.many/verify'), hand = pointer(page, true);
  await told(() => [page], async () => {
    await vote.sealed('ppmi.many', 2);
    await page.route('**/log/head', async route => {
      const answer = await route.fetch(), head = await answer.json();
      await route.fulfill({ response: answer, json: { ...head, size: head.size, at: head.at.replace(/^\d{4}/, '2025') } });
    });
    await hand.press('Проверить');
    await page.getByText('Журнал подписан не тем ключом').first().waitFor();
    await page.unroute('**/log/head');
    await hand.press('Проверить');
    await page.getByText('Подпись проверило ваше устройство').first().waitFor();
    await sound(page);
  });
});

test('after the publication voters find their own ballots among the published ones, and nobody else does', { timeout: 240000 }, async () => {
  await vote.publish('ppmi.many');
  await vote.publish('ppmi.points');
  const page = await entered(phone, /Ёлкин/, '/votes/ppmi.many/verify'), hand = pointer(page, true);
  await told(() => [page], async () => {
    await page.getByRole('heading', { name: 'Ваш бюллетень среди опубликованных' }).waitFor();
    assert.equal(await page.getByText(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/).count(), 2);
    await hand.press(/^Показать, что записано под меткой/, 'last');
    await page.getByRole('list', { name: 'Что записано под вашей меткой' }).getByText('Сквер у вокзала').waitFor();
    await page.getByText('Бюллетень учтён.').waitFor();
    await sound(page);
    await page.goto(`${vote.portal.url}/votes/ppmi.many/receipt`);
    await started(page);
    assert.ok(!/Сквер у вокзала|Ремонт колодца/.test(await page.locator('#app').textContent()), 'the receipt still names no choice');
    const points = await entered(desk, /Ильина/, '/votes/ppmi.points/verify');
    await pointer(points, false).press(/^Показать, что записано под меткой/);
    await points.getByText('Сквер у вокзала: 4 балла').waitFor();
    const other = await entered(desk, /Сегоднева/, '/votes/ppmi.many/verify');
    assert.equal(await other.getByText('Метка вашего бюллетеня').count(), 0);
  });
});
