// Real screens on the canvas: painted where their elements are, saying what they say, at rest when nobody touches
// them; and the ways of a browser that people rely on in a form.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { centre, clerk, name, resident, secondClerk } from './lib/application.mjs';
import { desk, launch, phone, quiet, settled, started, turn } from './lib/browser.mjs';
import { idleFrames, painted } from './lib/checks.mjs';
import { field } from './lib/hands.mjs';
import { person, told, visitor } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';
import { patch, submitFull } from '../api/people.mjs';
import { Person } from '../lib/person.mjs';

let stack, browser, draft, sent, number;
const people = new Map(), vote = '/votes/ppmi.demo';
before(async () => {
  stack = await startStack({ esia: true, config: { voting: { seal_seconds: 1 } } });
  stack.command('grant', '--oid', '1000000002', '--role', 'system_admin');
  stack.command('grant', '--oid', '1000000011', '--role', 'auditor');
  browser = await launch();
  const author = await Person.login(stack, resident), made = await submitFull(author), other = await author.create();
  [sent, number, draft] = [`/applications/${made.id}`, made.number, `/applications/${other.body.id}`];
  await patch(author, other.body.id, other.headers.get('etag'), { name });
});
after(async () => { await browser?.close(); await stack?.stop(); });

// One page for each person, with the canvas.
async function pageOf(who) {
  if (!people.has(who)) people.set(who, who ? await person(browser, desk, stack, who, '/my', { face: 'canvas' }) : await visitor(browser, desk, stack.url, { face: 'canvas' }));
  return people.get(who);
}

const anybody = '', admin = 'Ёлкин Пётр';
const screens = () => [
  ['portal', anybody, '/'], ['section of money', resident, `${draft}/works`], ['queue', clerk, '/work/queue'],
  ['practice', anybody, '/practices/ppmi'], ['section of rows', resident, `${draft}/labour`], ['ballot', resident, `${vote}/ballot`],
  ['projects', anybody, '/projects'], ['section of files', resident, `${draft}/documents`], ['review', clerk, sent.replace('/applications/', '/work/applications/')],
  ['project', anybody, `/projects/${number}`], ['section of texts', resident, `${draft}/project`], ['staff', admin, '/work/staff'],
  ['help', anybody, '/help'], ['check', resident, `${draft}/check`], ['rating', centre, '/work/rating/ppmi'],
  ['login', anybody, '/login'], ['section of dates', resident, `${draft}/schedule`], ['state of the portal', admin, '/work/portal'],
  ['not found', anybody, '/no-such-page'], ['tasks', resident, draft], ['votes', anybody, '/votes'],
  ['help for the form', anybody, '/help/application'], ['section of sources', resident, `${draft}/sources`], ['account', resident, '/account'],
  ['vote', anybody, vote], ['section of long texts', resident, `${draft}/problem`], ['log', secondClerk, '/work/audit'],
  ['results', anybody, `${vote}/results`], ['sent', resident, sent], ['desk', admin, '/work'],
  ['verify', anybody, `${vote}/verify`], ['apply', resident, '/apply/ppmi'], ['receipt', resident, `${vote}/receipt`],
  ['my', resident, '/my'], ['done', resident, `${sent}/done`], ['verify one\'s own', resident, `${vote}/verify`],
];

// Six real screens a run, each in one face; which, moves on with every commit, so that all come round in all faces.
// Every screen in every theme and width is looked at as the plain page in faces.test.mjs.
const faces = [['light', desk], ['dark', desk], ['contrast', desk], ['light', phone]], shown = 6;
for (let i = 0; i < shown; i++) {
  const [theme, size] = faces[(i + turn) % faces.length];
  test(`a screen in the theme «${theme}», ${size.viewport.width} px wide, number ${i + 1} of this run`, { timeout: 240000 }, async t => {
    const all = screens(), [screen, who, path] = all[(turn * shown + i) % all.length], page = await pageOf(who);
    t.diagnostic(screen);
    await told(() => [page], async () => {
      await page.setViewportSize(size.viewport);
      await page.evaluate(theme => localStorage.setItem('pochin.settings', JSON.stringify({ theme, text_percent: 100 })), theme);
      await page.goto(stack.url + path);
      await started(page);
      assert.equal(decodeURI(new URL(page.url()).pathname), path, 'the deep link opens its screen');
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), theme);
      assert.equal(await page.locator('#app h1').count(), 1);
      await page.getByText('Загружается…').waitFor({ state: 'detached' });  // what it waited for is here
      await settled(page);
      await painted(page);
      assert.ok(!(await quiet(page, 200)).drawn, 'frames are drawn though nothing happens');
      assert.deepEqual(page.errors, []);
      await page.setViewportSize(desk.viewport);
    });
  });
}

test('after typing and its save no frame is drawn', async () => {
  const page = await pageOf(resident);
  await page.goto(`${stack.url}${draft}/works`);
  await started(page);
  await field(page, 'Материалы').fill('1000');
  await page.getByText(/^Сохранено\sв\s\d/).first().waitFor();
  await idleFrames(page);
});

test('fields of a phone carry what its keyboard and its memory need', async () => {
  const page = await pageOf(resident);
  const wanted = async (section, label, attributes) => {
    if (!page.url().endsWith(`${draft}/${section}`)) { await page.goto(`${stack.url}${draft}/${section}`); await started(page); }
    const found = await page.getByLabel(label, { exact: false }).and(page.locator('input, textarea')).first()
      .evaluate((e, names) => Object.fromEntries(names.map(n => [n, e.getAttribute(n)])), Object.keys(attributes));
    assert.deepEqual(found, attributes, label);
  };
  await wanted('works', 'Материалы', { type: 'text', inputmode: 'decimal', autocomplete: 'off' });
  await wanted('users', 'Сколько человек', { type: 'text', inputmode: 'numeric', autocomplete: 'off' });
  await wanted('schedule', 'Начало работ', { type: 'text', inputmode: 'numeric', autocomplete: 'off' });
  await wanted('schedule', 'Телефон для связи', { type: 'tel', inputmode: 'tel', autocomplete: 'tel' });
  await wanted('schedule', 'Электронная почта', { type: 'email', inputmode: 'email' });
});

test('what the browser itself fills in is taken as typed and saved', async () => {
  const page = await pageOf(resident);
  await page.goto(`${stack.url}${draft}/schedule`);
  await started(page);
  const browserItself = await page.context().newCDPSession(page);
  await browserItself.send('DOM.enable');
  await browserItself.send('Autofill.enable');
  const { root } = await browserItself.send('DOM.getDocument', { depth: -1 });
  const { nodeId } = await browserItself.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'input[autocomplete=tel]' });
  const { node } = await browserItself.send('DOM.describeNode', { nodeId });
  await browserItself.send('Autofill.trigger', { fieldId: node.backendNodeId, address: { fields: [
    { name: 'NAME_FULL', value: 'Ильина Мария Сергеевна' }, { name: 'PHONE_HOME_WHOLE_NUMBER', value: '+79007654321' }, { name: 'EMAIL_ADDRESS', value: 'ilina@example.ru' }] } });
  const executor = field(page, 'Кто заполнил заявку');
  await page.waitForFunction(() => document.querySelectorAll('#app input:autofill').length > 1);
  assert.equal(await executor.inputValue(), 'Ильина Мария Сергеевна');
  await page.waitForFunction(async id => (await (await fetch(`/api/v1/applications/${id}`)).json()).answers.executor === 'Ильина Мария Сергеевна', draft.split('/')[2]);
  await settled(page);
  await browserItself.detach();
});

test('money is pasted as people have it: comma, spaces, no-break spaces', async () => {
  const context = await browser.newContext({ ...desk, storageState: await (await pageOf(resident)).context().storageState(), permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(`${stack.url}${draft}/works`);
  await started(page);
  const works = field(page, 'Ремонтные и строительные работы');
  await field(page, 'Материалы').fill('');
  for (const text of ['1 234 567,89', '1\u00a0234\u00a0567,89', '1\u202f234\u202f567,89 ₽']) {
    await page.evaluate(text => navigator.clipboard.writeText(text), text);
    await works.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+V');
    await field(page, 'Материалы').click();
    await settled(page);
    assert.notEqual(await works.getAttribute('aria-invalid'), 'true', `${JSON.stringify(text)} is refused`);
    assert.equal((await works.inputValue()).replace(/[\s₽]/g, ''), '1234567,89');
    await page.getByText('1 234 567,89 ₽').first().waitFor();
  }
  await context.close();
});

test('what is typed stays over a reload and over back and forward; search in the page finds it said', async () => {
  const page = await person(browser, phone, stack, resident, `${draft}/problem`);
  const text = 'Дорога к школе разбита, зимой её не чистят совсем.', problem = field(page, 'Какую проблему решает проект');
  await problem.fill(text);
  await page.reload();
  await started(page);
  await problem.waitFor();
  assert.equal(await problem.inputValue(), text, 'reload keeps the text');
  await page.getByRole('link', { name: 'К списку разделов' }).tap();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  await page.goBack();
  await problem.waitFor();
  assert.equal(await problem.inputValue(), text, 'back keeps the text');
  for (const words of ['Какую проблему решает проект', 'Что сейчас не так, кому это мешает и как давно', 'Как раздел влияет на балл', 'Что сюда писать']) {
    if (await page.getByText(words).count() === 0) continue;
    assert.ok(await page.evaluate(words => { getSelection().removeAllRanges(); return window.find(words); }, (await page.getByText(words).first().textContent()).trim()), `«${words}» is not found`);
  }
  await page.context().close();
});
