// The fields that only the staff fill, where a browser adds to tests/journeys/points_test.cpp (points, two officials, a
// lost answer): the files of the administration, sent and taken, and the keyboard.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { centre, clerk, resident } from './lib/application.mjs';
import { desk, launch, narrow, settled, started, turn } from './lib/browser.mjs';
import { axe, noHorizontalScroll, pixelContrast } from './lib/checks.mjs';
import { keyboard, pointer } from './lib/hands.mjs';
import { person, told } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';
import { act, submitFull } from '../api/people.mjs';
import { Person } from '../lib/person.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url)), folder = mkdtempSync(join(tmpdir(), 'pochin-staff-fields-'));
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
  hands = { resident: await Person.login(stack, resident), clerk: await Person.login(stack, clerk), centre: await Person.login(stack, centre) };
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
const page = (kind, who, id) => person(browser, kind, stack, who, `/work/applications/${id}`);
const part = on => on.getByRole('heading', { level: 2, name: title });

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

const [kind, touch] = [[narrow, true], [desk, false]][turn % 2], width = kind.viewport.width;

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
    await theirs.getByText(/Заполняют: Специалист/).waitFor();
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
