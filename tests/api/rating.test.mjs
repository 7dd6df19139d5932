// The rating over HTTP: the demonstration as it is, and the same contest in two windows.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Portal, bin } from './portal.mjs';
import { login, patch } from './people.mjs';
import { Person } from '../lib/person.mjs';

const packs = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'web', 'packs');
const address = '/api/v1/practices/ppmi/rating';
const number = text => Number(text.replace(',', '.').replace('−', '-'));

let folder, pack, plain, parted;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pochin-rating-'));
  const rules = JSON.parse(readFileSync(join(packs, 'ppmi.json'), 'utf8'));
  rules.ranking.windows = [
    { code: 'village', title: 'Сельские поселения', when: 'municipality.kind == "sp"', available: '2500000', reserve: 1 },
    { code: 'rest', title: 'Остальные', available: '3000000' },
  ];
  rules.ranking.border = 'skip';
  rules.ranking.additional = { border: 'skip' };
  pack = join(folder, 'windows.json');
  writeFileSync(pack, JSON.stringify(rules));
  plain = await Portal.start();
  parted = await Portal.start({ packs: [pack], calendar: join(packs, 'calendar.json') });
});
after(async () => {
  await plain?.stop();
  await parted?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ratingOf(portal) {
  const centre = await login(portal, 'centre');
  const answer = await centre.call('GET', address);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return { centre, rating: answer.body };
}

// Admitted applications never stand below one with fewer points.
function inOrder(rows) {
  rows.forEach((row, i) => assert.equal(row.rank, i + 1, row.number));
  const admitted = rows.filter(row => row.admitted).map(row => number(row.final));
  assert.deepEqual(admitted, [...admitted].sort((a, b) => b - a));
}

test('the rating is one order from the most points to the least, and what is granted fits the money', async () => {
  const { rating } = await ratingOf(plain);
  assert.ok(rating.rows.length > 3);
  inOrder(rating.rows);
  const granted = rating.rows.reduce((sum, row) => sum + row.granted_kopecks, 0);
  assert.equal(granted, rating.money.used_kopecks);
  assert.ok(granted <= rating.money.available_kopecks);
  for (const row of rating.rows) {
    assert.equal(number(row.total), Number(row.scores.reduce((sum, item) => sum + number(item.weighted), 0).toFixed(6)), row.number);
    assert.match(row.why, /^Поддержана: .+ есть в остатке.*\.$/, row.number);
  }
});

test('each window has its order and its money, and the reserve and the additional round are told apart', async () => {
  const { rating } = await ratingOf(parted);
  assert.deepEqual(rating.windows.map(w => w.code), ['village', 'rest']);
  for (const window of rating.windows) {
    const rows = rating.rows.filter(row => row.window === window.code);
    inOrder(rows);
    const first = rows.filter(row => row.round === 1);
    assert.equal(first.reduce((sum, row) => sum + row.granted_kopecks, 0), window.used_kopecks);
    assert.equal(first.length, window.funded);
    assert.ok(window.used_kopecks <= window.available_kopecks);
  }
  assert.equal(rating.rounds.reduce((sum, round) => sum + round.used_kopecks, 0), rating.money.used_kopecks);
  for (const row of rating.rows.filter(each => each.place === 'reserve')) assert.equal(row.place_title, `Резерв, № ${row.reserve}`);
  for (const row of rating.rows.filter(each => each.round === 2)) assert.equal(row.place_title, 'Дополнительный отбор');
  for (const row of rating.rows.filter(each => !each.funded)) assert.match(row.why, /не хватило/, row.number);
});

test('pochin score gives the same contest from the answers of the applications', async () => {
  const { centre, rating } = await ratingOf(parted);
  const applications = [];
  for (const row of rating.rows) {
    const { body } = await centre.call('GET', `/api/v1/applications/${row.id}`);
    const place = { kind: body.facts['municipality.kind'], population: body.facts['municipality.population'], code: body.municipality.id };
    applications.push({ id: row.id, number: row.number, municipality: place, answers: body.answers, submitted_at: body.submitted_at });
  }
  const file = join(folder, 'applications.json');
  writeFileSync(file, JSON.stringify(applications));
  const run = spawnSync(bin, ['score', '--practice', pack, '--applications', file, '--calendar', join(packs, 'calendar.json'), '--json'], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  const scored = JSON.parse(run.stdout);
  const told = row => [row.id, row.window, row.rank, row.place, row.granted_kopecks, row.round, number(row.total), row.why];
  assert.deepEqual(rating.rows.map(told), scored.applications.map(told));
  const figures = totals => totals.map(({ summary, ...rest }) => rest);
  assert.deepEqual(figures(rating.windows), scored.windows);
  assert.deepEqual(figures(rating.rounds), scored.rounds);
});

test('points by hand need a reason and a second person; then they move the application down', async () => {
  const { centre, rating } = await ratingOf(plain);
  const first = rating.rows[0];
  const before = await centre.call('GET', `/api/v1/applications/${first.id}`);
  const refused = await patch(centre, first.id, before.headers.get('etag'), { points_minus: '60' });
  assert.equal(refused.status, 422);
  assert.deepEqual(refused.body.errors.map(error => error.field), ['points_comment']);
  const saved = await patch(centre, first.id, before.headers.get('etag'), { points_minus: '60', points_comment: 'п. 31 порядка' });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  assert.equal((await ratingOf(plain)).rating.rows[0].id, first.id);
  const { items } = (await centre.call('GET', `/api/v1/applications/${first.id}/adjustments`)).body;
  plain.run('grant', '--oid', '1000000054', '--role', 'project_centre_manager', '--scope', 'ppmi');
  const manager = await Person.login(plain, 'Безкодов Пётр Ильич');
  const confirmed = await manager.call('POST', `/api/v1/adjustments/${items[0].id}/confirm`, {}, { 'idempotency-key': manager.key() });
  assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body));
  const { rating: later } = await ratingOf(plain);
  const moved = later.rows.find(row => row.id === first.id);
  assert.ok(moved.rank > 1);
  assert.equal(number(moved.final), number(first.final) - 60);
  inOrder(later.rows);
});
