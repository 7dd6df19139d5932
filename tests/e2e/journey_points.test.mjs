// Points by hand: one person of the centre proposes them with a reason, and they count when another has confirmed them.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { centre } from './lib/application.mjs';
import { desk, launch, narrow, phone, settled, started } from './lib/browser.mjs';
import { axe, noHorizontalScroll } from './lib/checks.mjs';
import { pointer } from './lib/hands.mjs';
import { person, told } from './lib/person.mjs';
import { startStack } from './lib/stack.mjs';
import { patch } from '../api/people.mjs';
import { Person } from '../lib/person.mjs';

const manager = 'Безкодов Пётр Ильич';
let stack, browser;
before(async () => {
  stack = await startStack({ esia: true });
  stack.command('grant', '--oid', '1000000054', '--role', 'project_centre_manager', '--scope', 'ppmi');
  browser = await launch();
});
after(async () => { await browser?.close(); await stack?.stop(); });

async function seen(page, name) {
  await settled(page);
  await axe(page);
  await noHorizontalScroll(page);
  if (!process.env.POCHIN_SHOTS) return;
  await page.getByRole('heading', { name: 'Баллы вручную' }).scrollIntoViewIfNeeded();
  await settled(page);
  await page.screenshot({ path: `${process.env.POCHIN_SHOTS}/points-${name}.png` });
}

test('points by hand wait for a second person on the page of the application; the other confirms or declines them there', { timeout: 240000 }, async () => {
  const pages = [];
  const open = async (kind, who, path) => { const page = await person(browser, kind, stack, who, path); pages.push(page); return page; };
  await told(() => pages, async () => {
    const clerk = await Person.login(stack, centre), { body: rating } = await clerk.call('GET', '/api/v1/practices/ppmi/rating');
    const { id } = rating.rows[0], path = `/work/applications/${id}`;
    const propose = async (points, why) => {
      const seen = await clerk.call('GET', `/api/v1/applications/${id}`);
      const saved = await patch(clerk, id, seen.headers.get('etag'), { points_plus: points, points_comment: why });
      assert.equal(saved.status, 200, JSON.stringify(saved.body));
    };
    await propose('5', 'Участвует впервые, пункт 31');
    const one = await open(desk, centre, path);
    await one.getByRole('heading', { level: 3, name: '+5' }).waitFor();
    await one.getByText('Ждёт второго человека: пока не считается').waitFor();
    assert.equal(await one.getByRole('button', { name: 'Подтвердить баллы' }).count(), 0, 'who proposed does not confirm');
    await seen(one, 'proposed-1280');

    const another = await open(phone, manager, path), thumb = pointer(another, true);
    await another.getByRole('heading', { level: 2, name: 'Баллы вручную' }).waitFor();
    await seen(another, 'waiting-390');
    await thumb.press('Подтвердить баллы');
    await another.getByText('Решение записано').first().waitFor();
    await another.getByText(/Подтверждено: Безкодов/).waitFor();
    await seen(another, 'confirmed-390');

    await propose('9', 'Ещё раз');
    const small = await open(narrow, manager, path), finger = pointer(small, true);
    await finger.fill('Почему отклоняете', 'Пункта нет');
    await finger.press('Отклонить баллы');
    await small.getByText(/Отклонено: Безкодов/).waitFor();
    await seen(small, 'declined-320');

    await one.goto(stack.url + path);
    await started(one);
    await one.getByText('Пункта нет').waitFor();
    await seen(one, 'decided-1280');
    for (const page of pages) assert.deepEqual(page.errors, []);
  });
});
