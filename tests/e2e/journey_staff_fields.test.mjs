// The fields that only the staff fill, by role and label, at 320 and 1280 px: points with their reason, saved by one
// press as one proposal; the files of the administration; two officials at once; a break of the network; a reload.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { centre, clerk, resident } from './lib/application.mjs';
import { desk, launch, narrow, settled, started } from './lib/browser.mjs';
import { axe, noHorizontalScroll, pixelContrast } from './lib/checks.mjs';
import { keyboard, pointer } from './lib/hands.mjs';
import { person, told } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';
import { act, patch, submitFull } from '../api/people.mjs';
import { Person } from '../lib/person.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)), folder = mkdtempSync(join(tmpdir(), 'pochin-staff-fields-'));
const other = 'Безкодов Пётр Ильич';
const kinds = [[narrow, true], [desk, false]];
const title = 'Заполняют сотрудники';
let stack, browser, hands;

// The practice of the demonstration with the papers of another one: the municipality adds them as soon as it may.
function practice() {
  const pack = JSON.parse(readFileSync(join(root, 'web/packs/ppmi.json'), 'utf8'));
  const karelia = JSON.parse(readFileSync(join(root, 'web/packs/karelia.json'), 'utf8'));
  const papers = karelia.form.groups.flatMap(group => group.sections).find(section => section.id === 'works_office');
  pack.form.groups.find(group => group.id === 'office').sections.push(papers);
  pack.workflow.staff_sections = [{ section: papers.id, states: ['submitted_to_region', 'formal_check', 'admitted'], roles: ['municipal_operator'] }];
  const file = join(folder, 'ppmi.json');
  writeFileSync(file, JSON.stringify(pack));
  return file;
}

before(async () => {
  stack = await startStack({ esia: true, config: { packs: [practice()] } });
  stack.command('grant', '--oid', '1000000054', '--role', 'project_centre_operator', '--scope', 'ppmi');
  hands = { resident: await Person.login(stack, resident), clerk: await Person.login(stack, clerk), centre: await Person.login(stack, centre), other: await Person.login(stack, other) };
  browser = await launch();
});
after(async () => { await browser?.close(); await stack?.stop(); rmSync(folder, { recursive: true, force: true }); });

// An application that the project centre checks.
async function checked() {
  const made = await submitFull(hands.resident);
  const accepted = await act(hands.clerk, made.id, made.etag, 'accept');
  const registered = await act(hands.centre, made.id, accepted.headers.get('etag'), 'register');
  assert.equal(registered.status, 200, JSON.stringify(registered.body));
  return made.id;
}
const application = (id, who = hands.centre) => who.call('GET', `/api/v1/applications/${id}`);
const proposals = async id => (await hands.centre.call('GET', `/api/v1/applications/${id}/adjustments`)).body.items;
const page = (kind, who, id) => person(browser, kind, stack, who, `/work/applications/${id}`);
const part = on => on.getByRole('heading', { level: 2, name: title });
const value = (on, label) => on.getByLabel(label, { exact: false }).and(on.locator('input, textarea')).first().inputValue();

async function sound(on, name, at = part(on)) {
  await settled(on);
  await axe(on);
  await noHorizontalScroll(on);
  await at.evaluate(e => e.scrollIntoView());
  await settled(on);
  await pixelContrast(on);
  if (!process.env.POCHIN_SHOTS) return;
  mkdirSync(process.env.POCHIN_SHOTS, { recursive: true });
  for (let turn = 0; turn < 3; turn++) {
    await on.screenshot({ path: join(process.env.POCHIN_SHOTS, `fields-${name}-${on.viewportSize().width}-${turn}.png`) });
    await on.evaluate(() => scrollBy(0, innerHeight * 0.8));
    await settled(on);
  }
}

for (const [kind, touch] of kinds) {
  const width = kind.viewport.width;

  test(`points at ${width} px: wrong ones stay on the page, right ones survive a reload and are one proposal`, { timeout: 240000 }, async () => {
    const id = await checked(), on = await page(kind, centre, id), hand = pointer(on, touch);
    await told(() => [on], async () => {
      await part(on).waitFor();
      await on.getByRole('heading', { level: 3, name: 'Служебная часть' }).waitFor();
      await on.getByText(/Баллы\sвручную\sподтверждает\sвторой\sчеловек/).waitFor();
      await on.getByText(/Заполняют: Специалист/).waitFor();
      await sound(on, 'begin');

      await hand.fill('Увеличение баллов', '500');
      await hand.press('Сохранить');
      await on.getByText(/Исправьте\s1\sошибку/).waitFor();
      await hand.fill('Увеличение баллов', '5');
      await hand.press('Сохранить');
      await on.getByText('Напишите, почему изменены баллы').first().waitFor();
      await sound(on, 'errors');
      assert.deepEqual(await proposals(id), [], 'what is wrong is not sent');

      await hand.fill('Почему изменены баллы', 'Участвует впервые, пункт 31');
      await on.getByText(/Не\sсохранено: 2\sполя/).first().waitFor();
      await on.waitForTimeout(2500);
      assert.deepEqual(await proposals(id), [], 'nothing goes before the press');
      assert.equal((await application(id)).body.answers.points_plus, undefined);
      await sound(on, 'typed');

      await on.reload();
      await started(on);
      await on.getByText(/Не\sсохранено: 2\sполя/).first().waitFor();
      assert.equal(await value(on, 'Увеличение баллов'), '5');
      assert.equal(await value(on, 'Почему изменены баллы'), 'Участвует впервые, пункт 31');

      await hand.press('Сохранить');
      await on.getByText(/Сохранено\sв\s\d/).first().waitFor();
      await on.getByRole('heading', { level: 3, name: '+5' }).waitFor();
      await on.getByText('Ждёт второго человека: пока не считается').waitFor();
      assert.equal((await proposals(id)).length, 1);
      await sound(on, 'saved');
      assert.deepEqual(on.errors, []);
    });
  });

  test(`papers at ${width} px: the clerk adds them, the centre reads them, the resident sees nothing of it`, { timeout: 240000 }, async () => {
    const id = await checked(), pages = [], mine = await page(kind, clerk, id), hand = pointer(mine, touch);
    pages.push(mine);
    await told(() => pages, async () => {
      await part(mine).waitFor();
      await hand.file('Соглашение о субсидии', 'соглашение.pdf');
      await hand.file('Контракт', 'контракт.pdf');
      await mine.getByText(/Не\sсохранено: 2\sполя/).first().waitFor();
      await sound(mine, 'files', mine.getByRole('heading', { level: 3, name: /^Соглашение,/ }));
      await hand.press('Сохранить');
      await mine.getByText(/Сохранено\sв\s\d/).first().waitFor();
      const { answers } = (await application(id)).body;
      assert.deepEqual([answers.agreement[0].name, answers.contract[0].name], ['соглашение.pdf', 'контракт.pdf']);

      const theirs = await page(kind, centre, id);
      pages.push(theirs);
      const link = theirs.getByRole('link', { name: /^соглашение\.pdf/ });
      await link.waitFor();
      await sound(theirs, 'read', link);
      const [download] = await Promise.all([theirs.waitForEvent('download'), link.click()]);
      assert.match(readFileSync(await download.path(), 'latin1'), /^%PDF-1\.4/);
      assert.equal(download.suggestedFilename(), 'соглашение.pdf');

      const author = await person(browser, kind, stack, resident, `/applications/${id}`);
      pages.push(author);
      await author.getByRole('heading', { level: 1 }).waitFor();
      assert.equal(await author.getByText('Соглашение о субсидии').count(), 0);
      await author.goto(`${stack.url}/work/applications/${id}`);
      await started(author);
      await author.getByRole('heading', { level: 1 }).waitFor();
      await settled(author);
      assert.equal(await part(author).count(), 0);
      for (const each of pages) assert.deepEqual(each.errors, []);
    });
  });

  test(`two officials at ${width} px: both values are shown, and what is chosen is saved`, { timeout: 240000 }, async () => {
    const id = await checked(), on = await page(kind, centre, id), hand = pointer(on, touch);
    await told(() => [on], async () => {
      await part(on).waitFor();
      await hand.fill('Увеличение баллов', '5');
      await hand.fill('Почему изменены баллы', 'Пункт 31');
      const seen = await application(id, hands.other);
      const saved = await patch(hands.other, id, seen.headers.get('etag'), { points_plus: '7', points_comment: 'Пункт 30' });
      assert.equal(saved.status, 200, JSON.stringify(saved.body));
      await hand.press('Сохранить');
      await on.getByRole('heading', { level: 1, name: /Заявку\sизменили/ }).waitFor();
      await on.getByText(/Безкодов/).first().waitFor();
      await sound(on, 'conflict', on.getByRole('heading', { level: 1 }));
      assert.equal((await application(id)).body.answers.points_plus, '7', 'nothing is overwritten unasked');
      for (const mine of [/^Моё:\s5$/, /^Моё:\sПункт\s31$/]) {
        const choice = on.getByRole('radio', { name: mine });
        await choice.check({ force: true });
        assert.ok(await choice.isChecked());
      }
      await hand.press('Сохранить и продолжить');
      await part(on).waitFor();
      await on.getByText(/Сохранено\sв\s\d/).first().waitFor();
      const { answers } = (await application(id)).body;
      assert.deepEqual([answers.points_plus, answers.points_comment], ['5', 'Пункт 31']);
      assert.equal((await proposals(id)).length, 2);
      assert.deepEqual(on.errors, []);
    });
  });
}

test('without the network nothing is lost, and the second press makes no second proposal', { timeout: 240000 }, async () => {
  const id = await checked(), on = await page(desk, centre, id), hand = pointer(on, false);
  await told(() => [on], async () => {
    await part(on).waitFor();
    await hand.fill('Снижение баллов', '2,5');
    await hand.fill('Почему изменены баллы', 'Пункт 31');
    // The server takes it, and its answer is lost on the way.
    await on.route(/\/answers$/, async route => { await route.fetch(); await route.abort(); });
    await hand.press('Сохранить');
    await on.getByText(/Не\sсохранено: нет\sсвязи/).first().waitFor();
    await sound(on, 'offline');
    await on.unroute(/\/answers$/);
    await hand.press('Сохранить');
    await on.getByRole('heading', { level: 3, name: '−2,5' }).waitFor();
    await on.getByText(/Не\sсохранено/).first().waitFor({ state: 'detached' });
    assert.equal((await proposals(id)).length, 1);
  });
});

test('the keyboard alone fills the staff’s fields and saves them', { timeout: 240000 }, async () => {
  const id = await checked(), on = await page(desk, centre, id), hand = keyboard(on);
  await told(() => [on], async () => {
    await part(on).waitFor();
    await hand.fill('Почему изменены баллы', 'Баллы проверены');
    await hand.press('Сохранить');
    await on.getByText(/Сохранено\sв\s\d/).first().waitFor();
    const { answers } = (await application(id)).body;
    assert.equal(answers.points_comment, 'Баллы проверены');
  });
});
