// A new year's rules in a running portal: a practice is exported, gets a new criterion, a new field and another deadline,
// is imported, and works for the next cycle without a rebuild or a restart. The running cycle keeps what was frozen.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Portal, bin } from './portal.mjs';
import { act, login, patch, uploadPdf } from './people.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const place = '86639411';
let portal, resident;

const clock = now => fetch(`${portal.url}/api/v1/test/clock`, { method: 'POST', body: JSON.stringify({ now }), headers: { 'content-type': 'application/json' } });
const practice = async (query = '') => (await (await fetch(`${portal.url}/api/v1/practices/karelia${query}`)).json()).pack;

before(async () => {
  portal = await Portal.start({ test_clock: '2026-11-10T09:00:00Z', packs: [join(root, 'web/packs/karelia.json')], territories: join(root, 'tests/scenarios/regions/karelia.json'),
    region: { name: 'Республика Карелия', name_genitive: '', centre: 'Министерство', phone: '8 800 000-00-00', email: 'a@example.ru', zone_name: 'МСК', zone_minutes: 180 } }, { demo: false });
  resident = await login(portal, 'resident');
});
after(() => portal?.stop());

const answersOf = name => JSON.parse(readFileSync(join(root, `tests/scenarios/answers/${name}.json`), 'utf8'));

async function filled(set = {}) {
  const made = await resident.create('karelia', place);
  const { id } = made.body;
  const answers = { ...answersOf('karelia'), ...set };
  for (const [field, value] of Object.entries(answers)) if (value?.files) answers[field] = [await uploadPdf(resident, id, field, value.files[0])];
  const saved = await patch(resident, id, made.headers.get('etag'), answers);
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  return { id, version: made.body.pack_version, etag: saved.headers.get('etag') };
}

async function submitted(application) {
  const answer = await act(resident, application.id, application.etag, 'submit');
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}

function nextYear(pack) {
  const later = text => text.replace(/^\d{4}/, year => Number(year) + 1);
  pack.version = '2028.1.0';
  Object.assign(pack.cycle, { id: 'karelia-2028', title: 'ППМИ Карелии, 2028 год', year: 2028 });
  for (const stage of pack.stages) Object.assign(stage, { from: later(stage.from), to: later(stage.to) });
  const intake = pack.stages.find(stage => stage.intake), check = pack.stages[pack.stages.indexOf(intake) + 1];
  intake.to = check.from = '2027-12-20T00:00';
  pack.workflow.number_format = 'ПМИ-КР-2028-{number:4}';
  for (const field of pack.form.groups.flatMap(group => group.sections).flatMap(section => section.fields))
    for (const bound of ['earliest', 'latest']) if (field[bound]) field[bound] = later(field[bound]);
  const project = pack.form.groups[0].sections[0];
  project.fields.push({ id: 'lighting', kind: 'yes_no', label: 'Нужно освещение', required: 'true', privacy: 'open', missing: 'Ответьте' });
  const typology = pack.form.groups.flatMap(group => group.sections).flatMap(section => section.fields).find(field => field.id === 'typology');
  const renamed = typology.options.find(option => option.code === answersOf('karelia').typology);
  Object.assign(renamed, { code: 'renamed', title: `${renamed.title} (переименовано)`, was: [renamed.code] });
  pack.workflow.conversions = [{ from: 'application', title: 'Взять из заявки прошлого года', states: ['submitted_to_municipality'], roles: ['author'] }];
  pack.criteria.version = '2028.1';
  pack.criteria.items.find(item => item.code === 'discussion').weight = '0.03';
  pack.criteria.items.push({ code: 'lighting', title: 'Освещение', shape: 'presence', weight: '0.02', max: '100', value: 'lighting', points_yes: '100', section: project.id, present_text: 'есть', absent_text: 'нет' });
  return pack;
}

test('a new criterion, a new field and another deadline work for the next cycle; the running one keeps its rules', async () => {
  const old = await filled();
  assert.equal(old.version, '2027.2.0');

  const exported = spawnSync(bin, ['practice', 'export', '--config', portal.config, 'karelia'], { encoding: 'utf8' });
  assert.equal(exported.status, 0, exported.stderr);
  const file = join(portal.folder, 'karelia.json');
  writeFileSync(file, JSON.stringify(nextYear(JSON.parse(exported.stdout)), null, 2));
  const imported = spawnSync(bin, ['practice', 'import', '--config', portal.config, file, '--by', 'Безкодов П. И.'], { encoding: 'utf8' });
  assert.equal(imported.status, 0, imported.stdout + imported.stderr);
  const server = portal.server.pid;
  let next = null;
  for (let i = 0; i < 100 && next?.version !== '2028.1.0'; ++i) {
    await new Promise(done => setTimeout(done, 100));
    next = await practice('?cycle=karelia-2028');
  }
  assert.equal(next.version, '2028.1.0', 'the running server has not taken it in');

  // The running cycle: its rules, its form, its points.
  assert.equal((await practice()).version, '2027.2.0');
  assert.equal((await patch(resident, old.id, old.etag, { lighting: '1' })).status, 422);
  const first = await submitted(old);
  assert.equal(first.score.total, '73,5');
  assert.ok(!first.score.items.some(item => item.code === 'lighting'));

  // The next one: the field is asked for, the criterion counts, the intake is longer.
  await clock('2027-12-15T09:00:00Z');
  resident = await login(portal, 'resident');
  assert.equal((await practice()).version, '2028.1.0');
  const without = await filled({ typology: 'renamed' });
  assert.equal(without.version, '2028.1.0');
  const refused = await act(resident, without.id, without.etag, 'submit');
  assert.ok(refused.body.errors.some(error => error.field === 'lighting'), JSON.stringify(refused.body));
  const second = await submitted(await filled({ lighting: '1', typology: 'renamed', meeting_date: '2027-10-15', start: '2028-05-17', term: '2028-09-30' }));
  assert.equal(second.number, 'ПМИ-КР-2028-0001');
  assert.ok(second.score.items.some(item => item.code === 'lighting' && item.weighted === '2'), JSON.stringify(second.score.items));

  // Last year's application is taken over: the option under its new name, the dates asked anew, the files with it.
  const taken = await resident.call('POST', `/api/v1/applications/${old.id}/conversions`, { practice: 'karelia' }, { 'idempotency-key': resident.key() });
  assert.equal(taken.status, 201, JSON.stringify(taken.body));
  const opened = await resident.call('GET', `/api/v1/applications/${taken.body.application}`), copy = opened.body;
  const before = (await resident.call('GET', `/api/v1/applications/${old.id}`)).body;
  assert.deepEqual([copy.pack_version, copy.state, copy.answers.name, copy.answers.source_region], ['2028.1.0', 'draft', before.answers.name, before.answers.source_region]);
  assert.equal(copy.answers.typology, 'renamed');
  assert.ok(taken.body.changed.some(each => each.field === 'typology' && each.reason.includes('переименовано')), JSON.stringify(taken.body));
  for (const field of ['meeting_date', 'start', 'term']) {
    assert.equal(copy.answers[field], undefined);
    assert.ok(taken.body.dropped.some(each => each.field === field && each.reason.includes('заново')), JSON.stringify(taken.body.dropped));
  }
  assert.deepEqual(copy.answers.meeting_minutes.map(each => each.name), before.answers.meeting_minutes.map(each => each.name));
  const scan = await resident.call('GET', `/api/v1/applications/${copy.id}/files/${copy.answers.meeting_minutes[0].id}`);
  assert.equal(scan.status, 200, 'a document that was taken over opens in the new application');
  const resaved = await patch(resident, copy.id, opened.headers.get('etag'), { meeting_minutes: copy.answers.meeting_minutes, plan: before.answers.plan, lighting: '1', meeting_date: '2027-10-15', start: '2028-05-17', term: '2028-09-30' });
  assert.equal(resaved.status, 200, JSON.stringify(resaved.body));
  const third = await submitted({ id: copy.id, etag: resaved.headers.get('etag') });
  assert.equal(third.number, 'ПМИ-КР-2028-0002');

  await clock('2027-12-20T09:00:00Z');
  const late = await act(resident, without.id, without.etag, 'submit');
  assert.equal(late.body.code, 'intake_closed');

  const kept = (await resident.call('GET', `/api/v1/applications/${old.id}`)).body;
  assert.equal(kept.pack_version, '2027.2.0');
  assert.equal(kept.score.total, '73,5');
  assert.equal(portal.server.pid, server);
  assert.equal(portal.server.exitCode, null);
});
