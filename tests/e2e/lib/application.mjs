// The whole application of the demonstration practice as a person answers it: by section, by the label one reads.
// The figures are those of a rural settlement of 800 people and give 73.5 points (domain.md §4.2).
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillFull } from '../../api/people.mjs';
import { Person } from '../../lib/person.mjs';
import { started } from './browser.mjs';

const folder = mkdtempSync(join(tmpdir(), 'pochin-files-'));
export function pdf(name) {
  const file = join(folder, name);
  writeFileSync(file, '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
  return file;
}

export const name = 'Спортивная площадка у Дома культуры';

export const sections = [
  ['О проекте', [
    ['fill', 'Название проекта', name],
    ['choose', 'Населённый пункт', 1],
    ['choose', 'Направление проекта', 3],
  ]],
  ['Проблема и результат', [
    ['fill', 'Какую проблему решает проект', 'Старая площадка разрушена, дети играют на проезжей части.'],
    ['fill', 'Что будет сделано и что изменится', 'Появятся покрытие, ворота и освещение: можно играть весь год.'],
  ]],
  ['Мероприятия и стоимость', [
    ['fill', 'Ремонтные и строительные работы', '1 500 000'],
    ['fill', 'Что входит в работы', 'Основание, покрытие, ограждение'],
    ['fill', 'Оборудование', '500 000'],
    ['fill', 'Какое это оборудование', 'Ворота и тренажёры'],
  ]],
  ['Источники денег', [
    ['fill', 'Бюджет муниципалитета', '300 000'],
    ['fill', 'Деньги жителей', '60 000'],
    ['fill', 'Деньги организаций и предпринимателей', '40 000'],
    ['fill', 'Субсидия из областного бюджета', '1 600 000'],
    ['press', /Добавить/],
    ['fill', 'Название или ФИО предпринимателя', 'ООО «Заречный лес»'],
    ['fill', 'ИНН', '7707083893'],
    ['fill', 'Сумма', '40 000', 'last'],
    ['file', 'Гарантийные письма', 'гарантийное письмо.pdf'],
  ]],
  ['Документы', [
    ['file', 'Выписка из реестра муниципального имущества', 'выписка.pdf'],
    ['file', 'Локальная смета, утверждённая главой', 'смета.pdf'],
    ['file', 'Документ о квалификации сметчика', 'сметчик.pdf'],
  ]],
  ['Кто будет пользоваться', [
    ['fill', 'Кто будет пользоваться результатом', 'Школьники и взрослые'],
    ['fill', 'Сколько человек будет пользоваться постоянно', '500'],
  ]],
  ['Собрание жителей', [
    ['fill', 'Когда прошло собрание', '15.10.2026'],
    ['fill', 'Сколько человек участвовало', '60'],
    ['file', 'Протокол собрания', 'протокол.pdf'],
  ]],
  ['Участие жителей в работах', [
    ['press', /Добавить/, 0],
    ['fill', 'Что сделают', 'Разберут старую площадку', 0],
    ['fill', 'Сколько человек', '25', 0],
  ]],
  ['Предварительное обсуждение и СМИ', [
    ['file', 'Анкеты, опросные листы, итоги обхода', 'анкеты.pdf'],
    ['check', 'О проекте рассказывали в СМИ или соцсетях'],
    ['press', /Добавить/],
    ['fill', 'Ссылка', 'https://zarechye.example.ru/news/15'],
    ['fill', 'Что это', 'Новость на сайте поселения'],
  ]],
  ['Содержание объекта', [
    ['press', /Добавить/, 0],
    ['fill', 'Мероприятие', 'Покраска и уборка', 0],
    ['fill', 'Из бюджета', '20 000', 0],
    ['press', /Добавить/, 1],
    ['fill', 'Что будут делать', 'Субботники весной и осенью', 0],
    ['fill', 'Сколько человек', '30', 0],
  ]],
  ['Сроки и ответственные', [
    ['fill', 'Начало работ', '01.05.2027'],
    ['fill', 'Окончание работ', '30.08.2027'],
    ['press', /Добавить/],
    ['fill', 'Этап', 'Закупка и работы'],
    ['fill', 'Срок', '30.08.2027'],
    ['fill', 'Ответственный', 'Громов П. И.'],
    ['fill', 'Глава муниципального образования', 'Громов Пётр Ильич'],
    ['fill', 'Телефон администрации', '8 (900) 123-45-67'],
    ['fill', 'Кто заполнил заявку', 'Ильина Мария Сергеевна'],
    ['fill', 'Телефон для связи', '+7 900 765-43-21'],
  ]],
];

// Only what nobody may leave out: enough to submit.
const optional = ['Участие жителей в работах', 'Предварительное обсуждение и СМИ', 'Содержание объекта'];
const payers = ['Деньги организаций и предпринимателей', 'Добавить', 'Название или ФИО предпринимателя', 'ИНН', 'Сумма', 'Гарантийные письма'];
export const required = sections.map(([title, steps]) => {
  if (optional.includes(title)) return [title, []];
  if (title === 'Источники денег') {
    return [title, steps.filter(([, label]) => !(label instanceof RegExp) && !payers.includes(label))
      .map(s => (s[1] === 'Деньги жителей' ? ['fill', 'Деньги жителей', '100 000'] : s)).concat([['fill', 'Деньги организаций и предпринимателей', '0']])];
  }
  return [title, steps];
});

export const resident = 'Ильина Мария Сергеевна', clerk = 'Соколова Анна Викторовна', secondClerk = 'Рыбаков Дмитрий Сергеевич', centre = 'Белова Марина Игоревна';

const opened = (page, title) => page.getByRole('heading', { name: title, level: 1 }).waitFor();

// From the page «Новая заявка» to the list of sections.
export async function start(page, hand) {
  await opened(page, 'Новая заявка');
  await hand.choose('Где будет проект', /Зареченское/);
  await hand.press('Начать');
  await opened(page, 'Заявка без названия');
}

// From the list of sections through every section, back to the list. `seen(title)` looks at each filled section.
export async function fill(page, hand, data, seen = async () => {}) {
  await hand.follow(data[0][0]);
  for (const [title, steps] of data) {
    await opened(page, title);
    for (const [what, ...args] of steps) await hand[what](...args);
    await seen(title);
    await hand.press(/^Сохранить и/);
  }
  await page.getByText(`${data.filter(([, steps]) => steps.length).length} из ${sections.length} разделов`).waitFor();
}

const fields = { 'О проекте': ['name', 'settlement', 'typology'], 'Документы': ['property_extract', 'estimate', 'estimator_certificate'],
  'Источники денег': ['source_municipal', 'source_people', 'source_legal', 'source_region', 'legal_payers', 'guarantee_letters'],
  'Собрание жителей': ['meeting_date', 'meeting_count', 'meeting_minutes'] };

// On the list of sections: the server gets the answers of all sections but `titles`, which are then filled by hand.
export async function fillSome(page, hand, stack, titles, data, seen = async () => {}) {
  const id = new URL(page.url()).pathname.split('/')[2], author = await Person.login(stack, resident);
  const { headers } = await author.call('GET', `/api/v1/applications/${id}`);
  await fillFull(author, id, headers.get('etag'), {}, titles.flatMap(title => fields[title]));
  await page.reload();
  await started(page);
  for (const [title, steps] of data.filter(([one]) => titles.includes(one))) {
    await hand.follow(title);
    await opened(page, title);
    for (const [what, ...args] of steps) await hand[what](...args);
    await seen(title);
    await hand.press(/^Сохранить и/);
    await page.getByRole('heading', { name: title, level: 1 }).waitFor({ state: 'detached' });
    await hand.follow('К списку разделов');
  }
}

// From the list of sections to the receipt; gives the registration number.
export async function submit(page, hand, button = 'Подать заявку', seen = async () => {}) {
  await hand.press('Проверить и отправить');
  await opened(page, 'Проверьте заявку перед отправкой');
  await seen();
  await hand.check(/^Подтверждаю/);
  await hand.press(button);
  await opened(page, 'Заявка отправлена');
  return (await page.getByText(/^ППМИ-2027-\d{4}$/).textContent()).trim();
}
