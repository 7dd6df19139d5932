// The administrator's work and one's own account, by role and label: who serves in the portal, what was done in it, where
// one is logged in and what one's data are; what a browser adds to tests/journeys/staff_test.cpp: the login of who was
// invited, dialogs, files that are saved, the keyboard.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { clerk } from './lib/application.mjs';
import { desk, launch, narrow, phone, settled, started, turn } from './lib/browser.mjs';
import { axe, noHorizontalScroll, rectsEqual } from './lib/checks.mjs';
import { field, keyboard, pointer } from './lib/hands.mjs';
import { person, told, visitor } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const admin = 'Ёлкин Пётр', auditor = 'Рыбаков Дмитрий Сергеевич', newcomer = 'Белова Марина Игоревна';
let stack, browser;
before(async () => {
  stack = await startStack({ esia: true, config: { privacy: { consent: join(root, 'web/packs/consent.json') } } });
  stack.command('grant', '--oid', '1000000002', '--role', 'system_admin');
  stack.command('grant', '--oid', '1000000011', '--role', 'auditor');
  browser = await launch();
});
after(async () => { await browser?.close(); await stack?.stop(); });

// Screenshots are kept when asked for, to be looked at by a person.
const shots = process.env.POCHIN_SHOTS;
async function sound(page, name) {
  await settled(page);
  await axe(page);
  await noHorizontalScroll(page);
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}-${page.viewportSize().width}.png`), fullPage: true });
}
const title = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

// At one width a run; the journeys without a browser make the same ways at both.
const [kind, touch] = [[narrow, true], [desk, false]][turn % 2], width = kind.viewport.width;

test(`staff and roles at ${width} px: invited, come, revoked, and the door is shut at the next request`, { timeout: 240000 }, async () => {
  const page = await person(browser, kind, stack, admin, '/work/staff'), hand = pointer(page, touch);
  let other;
  await told(() => [page, other].filter(Boolean), async () => {
    await title(page, 'Сотрудники и роли');
    await hand.press('Создать приглашение');
    await page.getByText('Выберите роль').waitFor();
    await hand.choose('Роль', /^Специалист администрации$/);
    await hand.fill('ОГРН организации', '123');
    await hand.press('Создать приглашение');
    await page.getByText('Выберите муниципалитет').first().waitFor();
    assert.equal(await field(page, 'ОГРН организации').getAttribute('aria-invalid'), 'true');
    await sound(page, 'staff-errors');
    await hand.choose('Муниципалитет', /^Зареченское/);
    await hand.fill('ОГРН организации', '');
    await hand.fill('Для кого', `Беловой ${width}`);
    await hand.press('Создать приглашение');
    await page.getByText('Приглашение готово: передайте ссылку').first().waitFor();
    const first = await page.getByText(/\/auth\/esia\/login\?invitation=/).first().textContent();
    await page.getByText(`Беловой ${width}`).waitFor();
    await sound(page, 'staff-invited');
    // Sent again: another link, the first opens nothing.
    await hand.press(/^Сделать новую ссылку: /);
    await page.waitForFunction(before => [...document.querySelectorAll('#app p')].some(p => p.textContent.includes('invitation=') && p.textContent !== before), first);
    const links = await page.getByText(/\/auth\/esia\/login\?invitation=/).allTextContents();
    const link = links.find(text => text !== first);
    other = await visitor(browser, kind, stack.url);
    const comes = async address => {
      await other.goto(address);
      await other.getByRole('button', { name: newcomer, exact: true }).click();
    };
    await comes(first);
    await other.getByText('Приглашение использовано или отозвано').waitFor();
    await comes(link);
    await other.waitForURL(url => url.origin === stack.url && url.pathname === '/work');
    await started(other);
    await other.goto(`${stack.url}/work/queue`);
    await started(other);
    await title(other, 'Заявки на рассмотрении');
    // She serves; the role is taken away while her page is open.
    await page.goto(`${stack.url}/work/staff`);
    await started(page);
    await page.getByRole('heading', { level: 2, name: 'Роли' }).waitFor();
    await page.getByText('Приглашений, которые ждут ответа, нет.').waitFor();
    const role = /^Снять роль: Белова Марина Игоревна, Специалист администрации/;
    await hand.press(role);
    const dialog = page.getByRole('dialog', { name: 'Снять роль?' });
    await dialog.getByText('Доступ закроется со следующего запроса').waitFor();
    await sound(page, 'staff-revoke');
    await hand.press('Оставить');
    await dialog.waitFor({ state: 'hidden' });
    await hand.press(role);
    await dialog.waitFor();
    await pressIn(dialog, 'Снять роль', touch);
    await page.getByText('Роль снята: доступ закрыт со следующего запроса').first().waitFor();
    await page.getByRole('button', { name: role }).waitFor({ state: 'detached' });
    await sound(page, 'staff');
    const refused = await other.evaluate(() => fetch('/api/v1/applications?view=queue').then(r => r.status));
    assert.equal(refused, 403, 'the next request of the person is refused');
    assert.deepEqual(page.errors, []);
  });
  await page.context().close();
  await other?.context().close();
});

test(`the log of actions at ${width} px: whole, filtered, exported`, { timeout: 240000 }, async () => {
  const page = await person(browser, kind, stack, auditor, '/work/audit'), hand = pointer(page, touch);
  await told(() => [page], async () => {
    await title(page, 'Журнал действий');
    await page.getByText(/^Журнал цел: /).waitFor();
    await page.getByRole('heading', { name: 'Записи журнала' }).or(page.getByText('Вход', { exact: true })).first().waitFor();
    await sound(page, 'audit');
    await hand.choose('Что', /^Входы\sи\sвыходы$/);
    await hand.choose('Кто', /^Рыбаков/);
    await hand.fill('По какой день', '31.02.2026');
    await hand.press('Показать');
    assert.equal(await page.getByRole('textbox', { name: 'По какой день' }).getAttribute('aria-invalid'), 'true');
    await sound(page, 'audit-wrong');
    await hand.fill('По какой день', '');
    await hand.press('Показать');
    await page.getByRole('button', { name: 'Сбросить отбор' }).waitFor();
    await page.waitForFunction(() => ![...document.querySelectorAll('#app td, #app [role=cell]')].some(c => c.textContent.includes('Просмотр журнала')));
    await page.getByText('Вход', { exact: true }).first().waitFor();
    await sound(page, 'audit-filtered');
    await hand.press('Сбросить отбор');
    await page.getByText('Просмотр журнала').first().waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), hand.follow('Выгрузить весь журнал')]);
    const lines = readFileSync(await file.path(), 'utf8').trimEnd().split('\n').map(l => JSON.parse(l));
    assert.ok(lines.length > 3 && lines.at(-1).head && lines[0].line.kind);
    assert.deepEqual(page.errors, []);
  });
  await page.context().close();
});

test(`one's own account at ${width} px: sessions, consent, data`, { timeout: 240000 }, async () => {
  const page = await person(browser, kind, stack, clerk, '/'), hand = pointer(page, touch);
  const elsewhere = await person(browser, desk, stack, clerk, '/my');
  await told(() => [page], async () => {
    await hand.press(/^Соколова/);
    await hand.follow('Учётная запись и мои данные');
    await page.waitForURL(url => url.pathname === '/account');
    await started(page);
    await title(page, 'Учётная запись');
    await page.getByText('Это устройство').waitFor();
    await hand.press('Дать согласие');
    await page.getByText('Согласие дано').first().waitFor();
    await sound(page, 'account');
    await hand.press(/^Выйти на устройстве: /);
    await page.getByText('Выход выполнен').first().waitFor();
    assert.equal(await elsewhere.evaluate(() => fetch('/api/v1/sessions').then(r => r.status)), 401);
    await hand.press('Отозвать согласие');
    await page.getByText('Согласие отозвано').first().waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), hand.follow('Скачать мои данные')]);
    const data = JSON.parse(readFileSync(await file.path(), 'utf8'));
    assert.equal(data.person.name, clerk);
    // Whoever serves cannot be forgotten before the role is taken away.
    await hand.press('Удалить мои данные');
    await page.getByRole('dialog', { name: 'Удалить ваши данные?' }).waitFor();
    await sound(page, 'account-erase');
    await hand.press('Удалить навсегда');
    await page.getByText('У вас есть служебная роль').waitFor();
    await hand.press('Выйти везде');
    await hand.press('Выйти на всех');
    await title(page, 'Вы вышли на всех устройствах');
    await sound(page, 'account-left');
    assert.equal(await page.evaluate(() => fetch('/api/v1/sessions').then(r => r.status)), 401);
    assert.deepEqual(page.errors, []);
  });
  await page.context().close();
  await elsewhere.context().close();
});
const pressIn = async (place, name, touch) => {
  const button = place.getByRole('button', { name, exact: true });
  await (touch ? button.tap() : button.click());
};

test('the administrator of the machine sees what and when, not who and whom', { timeout: 240000 }, async () => {
  const page = await person(browser, desk, stack, admin, '/work/audit');
  await told(() => [page], async () => {
    await title(page, 'Журнал действий');
    await page.getByText('Кто и с чем работал, видит аудитор').waitFor();
    await page.getByText(/^Журнал цел: /).waitFor();
    assert.equal(await page.getByRole('columnheader', { name: 'Кто' }).count(), 0);
    assert.equal(await page.getByText('Выдана роль').count(), 0);
    await sound(page, 'audit-technical');
  });
  await page.context().close();
});

test('staff and roles by the keyboard alone', { timeout: 240000 }, async () => {
  const page = await person(browser, desk, stack, admin, '/work/staff'), hand = keyboard(page);
  await told(() => [page], async () => {
    await title(page, 'Сотрудники и роли');
    await hand.choose('Роль', /^Аудитор$/);
    await hand.press('Создать приглашение');
    await page.getByText('Приглашение готово: передайте ссылку').first().waitFor();
    await hand.press(/^Отозвать: Аудитор/);
    await hand.press('Отозвать приглашение');
    await page.getByText('Приглашение отозвано').first().waitFor();
    await page.getByText(/^Прежние приглашения: /).waitFor();
  });
  await page.context().close();
});

// The address, the face and the window of a page shorter than the window.
test('the footer of a short page stands at the bottom of the window, on the canvas and without it', { timeout: 240000 }, async () => {
  for (const kind of [narrow, phone, desk])
    for (const plain of [false, true]) {
      const page = await visitor(browser, { ...kind, viewport: { width: kind.viewport.width, height: 1200 } }, `${stack.url}/no-such-page`, { face: 'canvas' });
      if (plain) {
        await page.evaluate(() => localStorage.setItem('pochin.settings', JSON.stringify({ theme: 'light', text_percent: 100, plain: true })));
        await page.reload();
        await started(page);
      }
      const seen = await page.evaluate(() => ({ mode: pochin.stats.mode, foot: document.querySelector('#app footer').getBoundingClientRect().bottom, page: document.documentElement.scrollHeight, window: innerHeight }));
      assert.equal(seen.mode, plain ? 'plain' : 'gl');
      assert.ok(Math.abs(seen.foot - seen.window) <= 1, JSON.stringify(seen));
      assert.equal(seen.page, seen.window, 'the page does not scroll');
      if (!plain) {
        await rectsEqual(page);
        await page.setViewportSize({ width: kind.viewport.width, height: 1000 });
        await settled(page);
        assert.ok(Math.abs(await page.evaluate(() => document.querySelector('#app footer').getBoundingClientRect().bottom - innerHeight)) <= 1, 'after a resize');
      }
      if (shots) await page.screenshot({ path: join(shots, `footer-${plain ? 'plain' : 'gl'}-${kind.viewport.width}.png`) });
      await page.context().close();
    }
});
