// Whoever counts published ballots again in the browser must come to the server's very words: the recount built for the
// machine and the program that tools/build-web wrote print the same bytes, for elections of every kind and by every
// rule.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startRecount } from '../lib/recount_program.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const native = process.env.POCHIN_RECOUNT_NATIVE || join(root, 'build/asan/tests/parity/recount-engine');
const data = join(process.env.POCHIN_DATA || join(root, '../shared/data'), 'pabulib/instances');
const kRules = [{ rule: 'greedy' }, { rule: 'greedy_stop' }, { rule: 'greedy_per_cost' }, { rule: 'greedy_threshold', threshold: 3 }, { rule: 'mes' },
  { rule: 'mes', utility: 'cardinality' }, { rule: 'mes', completion: 'add1' }, { rule: 'mes', completion: 'add1_then_greedy', utility: 'cardinality' },
  { rule: 'phragmen' }, { rule: 'borda' }, { rule: 'plurality' }, { rule: 'knapsack_per_rouble' },
  { rule: 'greedy', ties: ['cheaper', 'lot'], seed: 'пять' }, { rule: 'mes', ties: ['lot:2027'], budget: '20000.50' }];

let program, folder;
before(() => {
  program = startRecount(process.env.POCHIN_WEB || join(root, 'build/web'));
  folder = mkdtempSync(join(tmpdir(), 'pochin-recount-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

function machine(first, second) {
  const files = [first, second].map((text, i) => {
    if (text === '--proof') return text;
    writeFileSync(join(folder, `in${i}`), text);
    return join(folder, `in${i}`);
  });
  const done = spawnSync(native, [...files, join(folder, 'out')], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return readFileSync(join(folder, 'out'), 'utf8');
}

async function same(ballots, parameters) {
  const there = await program.recount(ballots, parameters), here = machine(ballots, JSON.stringify(parameters));
  assert.equal(there, here);
  return JSON.parse(there);
}

// Mulberry32: the same elections in every run.
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function election(kind, random) {
  const whole = most => Math.floor(random() * most);
  const projects = Array.from({ length: 12 }, (_, i) => ({ id: String(i + 5), name: `Проект «${i}»`, cost: `${1000 + whole(9000)}.${10 + whole(90)}` }));
  const points = { cumulative: () => 1 + whole(9), scores: () => whole(6), plus_minus: () => (random() < 0.7 ? 1 : -1), yes_no: () => whole(2) }[kind] || (() => 1);
  const ballots = Array.from({ length: 300 }, () => {
    const picked = projects.filter(() => random() < 0.3).sort(() => random() - 0.5).slice(0, kind === 'choose_one' ? 1 : 12);
    return { count: 1 + whole(3), choices: picked.map(each => [each.id, points()]) };
  });
  return { kind, budget: '30000.00', projects, ballots, incompatible: [['5', '7']] };
}

for (const kind of ['choose_one', 'approval', 'knapsack', 'ranked', 'cumulative', 'scores', 'plus_minus', 'yes_no']) {
  test(`${kind}: browser and machine count the same, word for word`, async () => {
    const made = JSON.stringify(election(kind, dice(20271)));
    const outcomes = new Set();
    for (const parameters of kRules) {
      const answer = await same(made, parameters);
      assert.equal(answer.ok, true, answer.message);
      assert.ok(answer.projects.every(each => each.why));
      outcomes.add(answer.winners.join());
    }
    assert.ok(outcomes.size > 2, 'the rules are too alike');
  });
}

for (const file of ['Poland_Swiecie_2023.pb', 'Netherlands_Assen_2024.pb', 'Poland_Krakow_2023_Krowodrza.pb', 'Poland_Czestochowa_2024_Dzbow.pb']) {
  test(`${file}: browser and machine count the same`, { skip: !existsSync(join(data, file)) && 'the elections are not on this machine' }, async () => {
    const text = readFileSync(join(data, file), 'utf8');
    for (const parameters of [{ rule: 'greedy' }, { rule: 'mes', completion: 'add1' }, { rule: 'phragmen' }]) {
      const answer = await same(text, parameters);
      assert.ok(answer.ok && answer.winners.length > 0);
    }
  });
}

test('a changed, dropped or added ballot changes what is shown', async () => {
  const made = election('approval', dice(7)), parameters = { rule: 'greedy' };
  const before = await same(JSON.stringify(made), parameters);
  const other = made.projects.find(each => !made.ballots[0].choices.some(c => c[0] === each.id));
  made.ballots[0].choices.push([other.id, 1]);
  const changed = await same(JSON.stringify(made), parameters);
  assert.notDeepEqual(changed.projects.map(p => p.score), before.projects.map(p => p.score));
  made.ballots.pop();
  assert.notEqual((await same(JSON.stringify(made), parameters)).voters, changed.voters);
});

test('what cannot be counted is told, and nothing is counted', async () => {
  for (const [ballots, parameters, code] of [
    ['', { rule: 'greedy' }, 'pb_uncountable'],
    ['{', { rule: 'greedy' }, 'record_format'],
    ['{}', { rule: 'greedy' }, 'record_format'],
    [JSON.stringify(election('approval', dice(1))), { rule: 'dice' }, 'record_format'],
    [JSON.stringify(election('approval', dice(1))), { rule: 'mes', magic: true }, 'record_unknown'],
    [JSON.stringify(election('approval', dice(1))), { rule: 'mes', ties: ['lot'] }, 'tally_seed'],
    [JSON.stringify(election('approval', dice(1))), { rule: 'mes', budget: '1.005' }, 'record_format'],
  ]) {
    const answer = await same(ballots, parameters);
    assert.equal(answer.ok, false);
    assert.equal(answer.code, code);
    assert.match(answer.message, /[а-я]/);
  }
});
