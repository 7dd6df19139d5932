// What votes decide in the rating, shown by `pochin score` with the votes given in a file: more of them than a scenario
// could cast.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const bin = process.env.POCHIN_BIN || join(root, 'build/release/server/pochin');

function score(practice, applications, ...more) {
  const folder = mkdtempSync(join(tmpdir(), 'pochin-votes-'));
  try {
    const file = join(folder, 'applications.json');
    writeFileSync(file, JSON.stringify(applications.map((each, i) => ({
      municipality: { kind: 'sp', population: 4000 }, submitted_at: `2027-03-01T09:00:${String(i).padStart(2, '0')}Z`, ...each }))));
    const run = spawnSync(bin, ['score', '--practice', join(root, 'web/packs', `${practice}.json`), '--applications', file, '--json', ...more], { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    return JSON.parse(run.stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const rows = answer => answer.applications.map(each => [each.window, each.rank, each.id, each.funded]);

test('Волгоград: most votes first, adults and schools apart, nobody below 500', () => {
  const project = (id, category, votes) => ({ id, votes, answers: { category, cost: '1 000 000', source_region: '900 000' } });
  const answer = score('volgograd', [project('park', 'adult', 800), project('stage', 'school', 500), project('road', 'adult', 1200), project('yard', 'adult', 499), project('class', 'school', 499)]);
  assert.deepEqual(rows(answer), [
    ['school', 1, 'stage', true], ['school', 2, 'class', false],
    ['adult', 1, 'road', true], ['adult', 2, 'park', true], ['adult', 3, 'yard', false]]);
  assert.match(answer.applications.find(each => each.id === 'yard').why, /500/);
});

test('Югра: votes are a part of the score, and the commission another', () => {
  const project = (id, votes, points) => ({ id, votes, municipality: { kind: 'go', population: 100000 }, answers: {
    cost: '10 000 000', source_municipal: '2 000 000', source_people: '500 000', source_legal: '500 000', source_region: '7 000 000', users_count: '25000' },
    marks: ['Петров', 'Иванова', 'Сидоров'].map(member => ({ criterion: 'commission', member, points })) });
  const answer = score('yugra', [project('loved', 2000, '50'), project('liked', 1000, '100')]);
  // 30 or 15 for the votes, 7.5 or 15 from the commission, the rest is equal.
  const totals = Object.fromEntries(answer.applications.map(each => [each.id, Number(each.total)]));
  assert.equal(answer.applications[0].id, 'loved');
  assert.ok(Math.abs(totals.loved - totals.liked - (15 - 7.5)) < 1e-9, JSON.stringify(totals));
});

test('Санкт-Петербург: winners by votes while 30 million last; equal votes, then who was first', () => {
  const project = (id, votes, cost) => ({ id, votes, municipality: { kind: 'go', population: 200000 }, answers: { cost, adult: '1' } });
  const answer = score('spb', [project('garden', 900, '15 000 000'), project('bridge', 1500, '12 000 000'), project('late', 900, '2 000 000'), project('bench', 100, '1 000 000')], '--seed', 'tvoybudget-2027');
  assert.deepEqual(rows(answer).map(([, rank, id, funded]) => [rank, id, funded]), [[1, 'bridge', true], [2, 'garden', true], [3, 'late', true], [4, 'bench', true]]);
  assert.equal(answer.used_kopecks, 30_000_000_00);
  const more = score('spb', [project('garden', 900, '15 000 000'), project('bridge', 1500, '16 000 000'), project('bench', 100, '1 000 000')]);
  assert.deepEqual(more.applications.map(each => [each.id, each.funded]), [['bridge', true], ['garden', false], ['bench', true]]);
});

test('Киров: four contests, the pass mark of each its own, the share of the best upwards to 0.001', () => {
  const project = (id, kind, people, more = {}) => ({ id, municipality: { kind, population: 1000 }, answers: {
    applicant_kind: 'municipality', cost: '3 000 000', source_municipal: '300 000', source_people: people, source_legal: '30 000', source_region: '2 500 000', users_count: '500', meeting_count: '100', ...more } });
  const answer = score('kirov', [project('village', 'sp', '100 000'), project('town', 'gp', '300 000'), project('city', 'go', '50 000'), project('district', 'mr', '50 000'), project('garden', 'sp', '50 000', { applicant_kind: 'snt' })]);
  assert.deepEqual(answer.windows.map(each => each.code), ['snt', 'settlements', 'districts', 'cities']);
  const village = answer.applications.find(each => each.id === 'village');
  assert.equal(village.scores.find(each => each.code === 'people').points, '33.4');
  assert.deepEqual(answer.applications.filter(each => each.window === 'settlements').map(each => each.id), ['town', 'village']);
});
