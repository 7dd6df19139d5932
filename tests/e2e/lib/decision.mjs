// From the registration number to the rating and the public card, by role and name: the clerk returns the application
// with a remark, the resident corrects it, the clerk accepts it, the project centre registers and admits it.
import assert from 'node:assert/strict';
import { centre, clerk, name, sections, submit } from './application.mjs';
import { started } from './browser.mjs';

const heading = (page, title) => page.getByRole('heading', { name: title, level: 1 });

// `page` and `mine` are the resident's, right after the submission. `open(who, path)` and `visit(path)` give pages of
// people and of a visitor, `hand(page)` the way to use one, `see` is told of each; `seen(page, screen)` looks at it.
export async function decided(page, mine, number, { stack, open, visit, hand, see = one => one, seen = async () => {}, points = /73,5/ }) {
  const office = see(await open(clerk, '/work/queue')), theirs = hand(office);
  await heading(office, 'Заявки на рассмотрении').waitFor();
  await seen(office, 'queue');
  await theirs.follow(name);
  await heading(office, name).waitFor();
  await seen(office, 'review');
  await theirs.press(/^Замечание: Название проекта/);
  await theirs.fill('Замечание к полю «Название проекта»', 'Назовите адрес дома культуры');
  await theirs.press('Вернуть на доработку: 1 замечание');
  await office.getByText(/вернула\sзаявку\sна\sдоработку/).first().waitFor();

  await page.goto(`${stack.url}/my`);
  await started(page);
  await mine.follow(name);
  await page.getByText('Заявку вернули. Исправьте 1 замечание').waitFor();
  await seen(page, 'returned');
  await mine.follow('Название проекта');
  await page.getByText(/Назовите адрес дома культуры/).first().waitFor();
  const better = `${name}, Школьная, 5`;
  await mine.fill('Название проекта', better);
  await mine.press(/^Сохранить и/);
  await heading(page, sections[1][0]).waitFor();
  await mine.follow('К списку разделов');
  assert.equal(await submit(page, mine, 'Отправить исправленную заявку'), number, 'the number stays');

  await office.goto(`${stack.url}/work/queue`);
  await started(office);
  await theirs.follow(better);
  await heading(office, better).waitFor();
  await theirs.press('Передать на конкурс');
  await office.getByText(/передала\sзаявку\sна\sконкурс/).first().waitFor();
  await page.goto(`${stack.url}/my`);
  await started(page);
  await mine.follow(better);
  await page.getByText(/^Администрация\sподдержала\sпроект\sи\sпередала\sзаявку/).waitFor();
  await seen(page, 'told');

  const region = see(await open(centre, '/work/queue')), judge = hand(region);
  await judge.follow(better);
  await heading(region, better).waitFor();
  await judge.press('Зарегистрировать');
  await judge.press('Допустить к конкурсу');
  await region.getByText(/опущена\sк\sконкурсу/).first().waitFor();
  await region.goto(`${stack.url}/work/rating/ppmi`);
  await started(region);
  await heading(region, /^Рейтинг/).waitFor();
  await seen(region, 'rating');
  const line = region.getByRole('row', { name: better }).or(region.getByRole('listitem').filter({ hasText: better })).first();
  await line.waitFor();
  assert.match((await line.textContent()).replace(/\s/g, ' '), points);

  const anybody = see(await visit(`/projects/${number}`));
  await heading(anybody, better).waitFor();
  await seen(anybody, 'card');
  assert.ok(await anybody.getByText('2 000 000 ₽').count() > 0, 'the card names the cost');
}
