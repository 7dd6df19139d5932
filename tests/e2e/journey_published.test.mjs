// The other half of a vote: sheets of paper entered by one and accepted by another, the close and the publication by two
// people, and then what anybody can check: results, a recount on one's own device, one's own ballot.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { centre, resident } from './lib/application.mjs';
import { desk, launch, narrow, phone, settled, started, turn } from './lib/browser.mjs';
import { axe, noHorizontalScroll } from './lib/checks.mjs';
import { keyboard, pointer } from './lib/hands.mjs';
import { person, told, visitor } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';

const vote = '/votes/ppmi.demo', work = '/work/votes/ppmi.demo';
const manager = 'Безкодов Пётр Ильич', enters = 'Бывшев Константин Олегович', accepts = 'Прошлов Антон Евгеньевич', observer = 'Римская-Корсакова Анна-Мария Семёновна';
const staff = [['1000000054', 'project_centre_manager'], ['1000000060', 'polling_operator'], ['1000000062', 'polling_operator'], ['1000000070', 'observer']];
let stack, browser;
before(async () => {
  stack = await startStack({ esia: true, config: { voting: { seal_seconds: 1 } } });
  for (const [oid, role] of staff) stack.command('grant', '--oid', oid, '--role', role, '--scope', 'ppmi');
  browser = await launch();
});
after(async () => { await browser?.close(); await stack?.stop(); });

async function sound(page) {
  await settled(page);
  await axe(page);
  await noHorizontalScroll(page);
}

async function goes(page, path) {
  await page.goto(stack.url + path);
  await started(page);
}

const done = { 'Закрыть': 'Голосование закрыто. Итоги может опубликовать', 'Опубликовать итоги': 'Итоги опубликованы' };

// A vote that has days left is not closed by one press: both are asked, with how many there are.
async function sure(page, act) {
  if (act !== 'Закрыть') return;
  await page.getByText(/До.конца голосования остал/).first().waitFor();
  await pointer(page, false).press('Закрыть голосование');
}

// One asks, another allows, each at a desk of their own.
async function decided(one, another, act, seen) {
  await goes(one, `${work}/actions`);
  const hand = pointer(one, false);
  await one.getByRole('radio', { name: act }).press('Space');
  await hand.fill('Протокол или акт', '№ 3 от 15 февраля 2027 года');
  await hand.fill('Причина', 'Срок прошёл');
  await seen(one);
  await hand.press('Отправить на подтверждение');
  await sure(one, act);
  await one.getByText('Действие ждёт второго человека').first().waitFor();
  await one.getByText('Подтвердить должен другой сотрудник').waitFor();
  await goes(another, `${work}/actions`);
  await another.getByRole('button', { name: `Подтвердить: ${act}` }).waitFor();
  await seen(another);
  await pointer(another, false).press(`Подтвердить: ${act}`);
  await sure(another, act);
  await another.getByText(done[act]).first().waitFor();
}

test('paper, close, publication by two people; results, recount and one\'s own ballot for anybody', { timeout: 600000 }, async () => {
  const pages = [];
  const open = async (kind, who, path) => { const page = await person(browser, kind, stack, who, path); pages.push(page); return page; };
  await told(() => pages, async () => {
    const voter = await open(phone, resident, `${vote}/ballot`), hand = pointer(voter, true);
    await hand.press(/^Выбрать: /);
    await hand.follow('Проверить выбор');
    await hand.press('Проголосовать');
    await voter.getByRole('heading', { level: 1, name: 'Голос принят' }).waitFor();

    const desk1 = await open(desk, enters, `${work}/batches`), clerk = pointer(desk1, false);
    await clerk.choose('Как голосовали', /бумаж/);
    await clerk.fill('Где', 'Дом культуры');
    await clerk.fill('Кто голосовал', '112-233-445 95\n087-654-303 00');
    await clerk.fill('Листы', '1 2\n2');
    await sound(desk1);
    await clerk.press('Передать на приёмку');
    await desk1.getByText('Пачка ждёт второго человека').first().waitFor();
    const desk2 = await open(desk, accepts, `${work}/batches`);
    await pointer(desk2, false).press('Принять пачку: Дом культуры');
    await desk2.getByText('Пачка принята').first().waitFor();
    await sound(desk2);

    const one = await open(desk, centre, '/work/votes'), another = await open(desk, manager, '/work/votes');
    await sound(one);
    await decided(one, another, 'Закрыть', sound);
    await decided(one, another, 'Опубликовать итоги', sound);

    for (const kind of [[narrow, phone, desk][turn % 3]]) {
      const anybody = await visitor(browser, kind, `${stack.url}${vote}/results`);
      pages.push(anybody);
      await anybody.getByRole('heading', { level: 1, name: 'Итоги голосования' }).waitFor();
      await anybody.getByText(/Всего\s3\sбюллетеня/).waitFor();
      await anybody.getByText('Победитель').first().waitFor();
      await sound(anybody);
      const mine = kind === desk ? keyboard(anybody) : pointer(anybody, true);
      await mine.follow('Пересчитать в браузере');
      await mine.press('Пересчитать');
      await anybody.getByText('Сошлось: победители те же').first().waitFor();
      await anybody.getByText('Пересчитано: 3 бюллетеня.').waitFor();
      await sound(anybody);
      assert.deepEqual(anybody.errors, []);
    }

    await goes(voter, `${vote}/verify`);
    await voter.getByText('Метка вашего бюллетеня').waitFor();
    const tracker = await voter.getByText(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/).textContent();
    assert.ok((await (await fetch(`${stack.url}/api/v1/campaigns/ppmi.demo/ballots.csv`)).text()).includes(tracker));
    await sound(voter);

    const room = await open(desk, observer, `${work}/observer`);
    await room.getByRole('heading', { name: 'Явка по часам' }).waitFor();
    await room.getByText('3 бюллетеня').first().waitFor();
    await sound(room);
    for (const page of pages) assert.deepEqual(page.errors, []);
  });
});
