// Commands as their operator runs them: what they say and with what they end.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { bin, Portal } from './portal.mjs';
import { login } from './people.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
let portal, log;
const run = (...args) => spawnSync(bin, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
const sql = text => { const r = spawnSync('sqlite3', [join(portal.folder, 'data/pochin.db'), text], { encoding: 'utf8' }); assert.equal(r.status, 0, r.stderr); return r.stdout; };
before(async () => {
  portal = await Portal.start();
  await login(portal, 'resident');
  await login(portal, 'clerk');
  await portal.end('SIGTERM');
  log = join(portal.folder, 'log.ndjson');
  const exported = run('audit', 'export', '--config', portal.config);
  assert.equal(exported.status, 0, exported.stderr);
  writeFileSync(log, exported.stdout);
});
after(() => portal?.stop());

test('a portal of production does not start while made-up people may log in, and says so', () => {
  const config = JSON.parse(readFileSync(portal.config, 'utf8')), file = join(portal.folder, 'production.json');
  writeFileSync(file, JSON.stringify({ ...config, environment: 'production', demo_login: { enabled: true, people: join(root, 'web/demo/people.json') } }));
  const started = spawnSync(bin, ['serve', '--config', file], { encoding: 'utf8', timeout: 20000 });
  assert.equal(started.status, 1);
  assert.match(started.stderr, /ошибка: demo_login\.enabled: включён демонстрационный вход/);
  assert.doesNotMatch(started.stdout, /listening/);
  const checked = run('serve', '--config', file, '--check');
  assert.equal(checked.status, 1);
  assert.match(checked.stdout, /сервер не запустится/);
});

test('audit verify: a whole log, in the store and in a file', () => {
  const stored = run('audit', 'verify', '--config', portal.config);
  assert.equal(stored.status, 0, stored.stderr);
  assert.match(stored.stdout, /^Журнал цел: строк \d+, последний хэш [0-9a-f]{64}\.\n$/);
  const file = run('audit', 'verify', '--file', log);
  assert.equal(file.status, 0, file.stderr);
  assert.match(file.stdout, /^Журнал цел/);
  assert.equal(run('audit', 'verify', '--config', portal.config, '--head', log).status, 0);
});

test('audit verify: a file with a changed line, a line taken out or its end cut off', () => {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n'), file = join(portal.folder, 'changed.ndjson');
  const verify = text => { writeFileSync(file, text.join('\n') + '\n'); return run('audit', 'verify', '--file', file); };
  for (const [text, code] of [
    [lines.map((l, i) => (i === 1 ? l.replace('"kind":"', '"kind":"x') : l)), 'audit_hash'],
    [lines.filter((_, i) => i !== 1), 'audit_gap'],
    [[...lines.slice(0, -2), lines.at(-1)], 'audit_cut'],
  ]) {
    const told = verify(text);
    assert.equal(told.status, 1, code);
    assert.match(told.stderr, /^ЖУРНАЛ ПОВРЕЖДЁН\./);
    assert.match(told.stderr, new RegExp(code));
    assert.equal(told.stdout, '');
  }
});

test('audit verify: called wrongly it says how to call it', () => {
  for (const args of [[], ['verify'], ['verify', '--config', portal.config, '--file', log], ['erase', '--config', portal.config]]) {
    const told = run('audit', ...args);
    assert.equal(told.status, 2, args.join(' '));
    assert.match(told.stderr, /Как вызвать: pochin audit export/);
  }
  assert.equal(run('audit', 'verify', '--file', '/no/such/file').status, 2);
});

test('audit verify: the store whose end was cut off is told from a whole one by an earlier export', () => {
  sql('DROP TRIGGER audit_log_never_goes; DELETE FROM audit_log WHERE seq > 1');
  assert.equal(run('audit', 'verify', '--config', portal.config).status, 0, 'the chain itself is whole');
  const told = run('audit', 'verify', '--config', portal.config, '--head', log);
  assert.equal(told.status, 1);
  assert.match(told.stderr, /audit_cut/);
});

test('addresses import: takes an extract in, and changes nothing when a line is wrong', () => {
  const file = join(portal.folder, 'gar.csv'), guid = n => `${String(n).repeat(8)}-0000-4000-8000-000000000000`;
  const take = text => { writeFileSync(file, text); return run('addresses', 'import', '--config', portal.config, file); };
  const rows = () => Number(sql('SELECT count(*) FROM address_objects'));
  const fine = take(`guid;parent;oktmo;name\n${guid(1)};;86500411;с. Заречье\n${guid(2)};${guid(1)};;ул. Луговая\n`);
  assert.equal(fine.status, 0, fine.stderr);
  assert.match(fine.stdout, /^Адресов: 2\./);
  assert.equal(rows(), 2);
  const wrong = take(`guid;parent;oktmo;name\n${guid(3)};;86500411;д. Новая\nне-код;;86500411;д. Другая\n`);
  assert.equal(wrong.status, 1);
  assert.match(wrong.stderr, /Строка 3: .*Ничего не изменено/);
  assert.equal(rows(), 2);
  assert.equal(take('').status, 1);
  assert.equal(rows(), 2);
  // As a spreadsheet saves it: a mark before the heading, quotes, columns in another order, empty cells behind.
  const saved = take(`\uFEFF"OKTMO";"Guid";"name";;\r\n"86500411";"${guid(4).toUpperCase()}";"с. ""Заречье""; центр";;\r\n;;;;\r\n`);
  assert.equal(saved.status, 0, saved.stderr);
  assert.equal(sql("SELECT guid || '|' || oktmo || '|' || name FROM address_objects").trim(), `${guid(4)}|86500411|с. "Заречье"; центр`);
  assert.equal(take(`guid,parent,oktmo,name\n${guid(5)},,86500411,с. Заречье\n${guid(6)},${guid(5)},,ул. Луговая\n`).status, 0);
  assert.equal(rows(), 2);
  for (const args of [[], ['import', '--config', portal.config], ['import', '--config', portal.config, '/no/such/file']]) {
    const told = run('addresses', ...args);
    assert.equal(told.status, 2, args.join(' '));
    assert.ok(told.stderr.length > 0);
  }
});

test('grant: says what it gave, takes nothing that makes no sense, and takes away only what there is', () => {
  const grant = (...args) => run('grant', '--config', portal.config, '--oid', '1000000099', ...args);
  const rows = () => sql("SELECT role || ' ' || scope FROM staff_grants WHERE oid = '1000000099' AND revoked_at IS NULL ORDER BY id").trim();
  for (const [args, words] of [
    [['--role', 'municipal_operator'], /нужна территория/],
    [['--role', 'municipal_operator', '--scope', '99999999'], /Такого муниципалитета нет/],
    [['--role', 'municipal_operator', '--scope', 'ppmi'], /Такого муниципалитета нет/],
    [['--role', 'project_centre_operator', '--scope', '86500411'], /Такой практики нет/],
    [['--role', 'project_centre_operator'], /нужна практика/],
    [['--role', 'auditor', '--scope', 'ppmi'], /нет области действия/],
    [['--role', 'citizen'], /никто не выдаёт/],
    [['--role', 'municipal_operator', '--scope', '86500411', '--revoke'], /снимать нечего/],
  ]) {
    const told = grant(...args);
    assert.equal(told.status, 1, args.join(' ') + told.stdout);
    assert.match(told.stderr, words);
    assert.equal(told.stdout, '');
  }
  assert.equal(rows(), '');
  for (const [args, words] of [
    [['--role', 'municipal_operator', '--scope', '86500411'], /«Специалист администрации» \(Зареченское сельское поселение\) выдана учётной записи 1000000099/],
    [['--role', 'municipal_operator', '--scope', '86500000'], /\(Приозёрный муниципальный район\) выдана/],
    [['--role', 'project_centre_operator', '--scope', '*'], /\(Все практики\) выдана/],
    [['--role', 'municipal_operator', '--scope', '86500411', '--revoke'], /\(Зареченское сельское поселение\) у учётной записи 1000000099 снята/],
  ]) {
    const told = grant(...args);
    assert.equal(told.status, 0, told.stderr);
    assert.match(told.stdout, words);
  }
  assert.equal(rows(), 'municipal_operator 86500000\nproject_centre_operator *');
});
