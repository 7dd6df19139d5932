// A leap year: a practice whose intake ends with the 29th of February, and terms that run over that day. Its dates are
// those of the shipped practice, three years earlier; the production calendar of 2024 is the shipped one.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Scenario } from './scenario.mjs';
import { parse } from './steps.mjs';

const here = dirname(fileURLToPath(import.meta.url)), root = join(here, '../..');
const folder = mkdtempSync(join(tmpdir(), 'pochin-leap-'));
after(() => rmSync(folder, { recursive: true, force: true }));

// The file of the repository three years earlier; gives its new place, as a scenario reads it from `from`.
function earlier(path, from, change = json => json) {
  const text = readFileSync(join(root, path), 'utf8').replace(/\b202[678]\b/g, year => year - 3);
  const file = join(folder, path.replaceAll('/', '_'));
  writeFileSync(file, JSON.stringify(change(JSON.parse(text))));
  return relative(from, file);
}

function untilTheLeapDay(pack) {
  const [intake, check, agreements] = pack.stages;
  intake.to = check.from = '2024-03-01T00:00';
  check.to = agreements.from = '2024-03-25T00:00';
  return pack;
}

test('the 29th of February is a day of terms, of answers and of the intake, to its last second', async () => {
  copyFileSync(join(root, 'web/packs/calendar.json'), join(folder, 'calendar.json'));
  const practice = earlier('web/packs/initiative_131.json', root, untilTheLeapDay);
  const region = earlier('tests/scenarios/regions/initiative_131.json', root);
  const answers = earlier('tests/scenarios/answers/initiative_131.json', join(here, 'answers'));
  const scenario = new Scenario();
  try {
    for (const line of parse(`
practice ${practice}
region ${region}
grant municipal_operator to Соколова in Зареченское
grant municipal_head to Рыбаков in Зареченское

# Thirty calendar days from the 30th of January, three working days from the 26th of February: both end on the 29th.
clock 2024-01-30 12:00
as resident Ильина: new application in Зареченское
fill from ${answers}
submit application 1
expect deadline support "до 29 февраля 2024 года"
clock 2024-02-26 12:00
as resident Ёлкин: new application in Зареченское
fill from ${answers}
fill name = "Вторая очередь освещения Заречья"
submit application 2
expect deadline publish "до 29 февраля 2024 года"

# The intake lasts to the end of the 29th; the day is an answer in a leap year alone.
as resident Безадресный: new application in Зареченское
fill from ${answers}
fill name = "Третья очередь освещения Заречья"
as resident Безадресный: new application in Зареченское
fill from ${answers}
clock 2024-02-29 23:59:59
as resident Безадресный: see application 3
fill meeting_date = "2023-02-29"
submit application 3
expect refusal "date_calendar" on "meeting_date"
fill meeting_date = "2024-02-29"
submit application 3
expect state submitted_to_municipality
expect deadline publish "до 5 марта 2024 года"
expect deadline support "до 1 апреля 2024 года"
expect not late publish of application 2
clock + 1 second
expect today 2024-03-01
expect late publish of application 2
as resident Безадресный: submit application 4
expect refusal "intake_closed" saying "закончился в конце 29 февраля 2024 года"
`, 'leap_year')) await line.run(scenario);
    scenario.settled();
  } finally {
    await scenario.stop();
  }
});
