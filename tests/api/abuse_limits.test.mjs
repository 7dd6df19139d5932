// An administrator types a limit that cannot be meant: a vote that ends before it begins, a ballot of no projects, a field
// that holds a million gigabytes. The practice is refused with the line and the column, before any resident meets it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bin } from './portal.mjs';
import { campaign } from './vote.mjs';

const packs = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'web', 'packs');
let folder, pack;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'pochin-limits-'));
  pack = JSON.parse(readFileSync(join(packs, 'ppmi.json'), 'utf8'));
  pack.campaigns = [campaign('main')];
});
after(() => rmSync(folder, { recursive: true, force: true }));

function linted(change) {
  const changed = structuredClone(pack);
  change(changed);
  const file = join(folder, 'pack.json');
  writeFileSync(file, JSON.stringify(changed, null, 1));
  const run = spawnSync(bin, ['practice', 'lint', file], { encoding: 'utf8' });
  return { status: run.status, said: run.stdout + run.stderr };
}

test('the practice is fine before anybody mistypes it', () => {
  const { status, said } = linted(() => {});
  assert.equal(status, 0, said);
});

const vote = set => changed => Object.assign(changed.campaigns[0], set);
const ballot = set => vote({ ballot: { kind: 'approval', min: 1, max: 2, ...set } });
const tally = set => vote({ tally: { rule: 'greedy', budget: '4000000.00', ties: ['submission_time', 'id'], ...set } });
const fieldOf = (changed, id) => {
  const found = [];
  const walk = node => { if (node && typeof node === 'object') { if (node.id === id && node.kind) found.push(node); Object.values(node).forEach(walk); } };
  walk(changed.form);
  return found[0];
};
const field = (id, set) => changed => Object.assign(fieldOf(changed, id), set);

// In the format 0 at most is no limit at all (shared/form/schema.h, shared/voting/campaign.h), so it is none of these.
const impossible = {
  'a vote that ends before it begins': vote({ opens: '2026-12-01T00:00', closes: '2026-11-24T00:00' }),
  'a vote of no time': vote({ opens: '2026-12-01T00:00', closes: '2026-12-01T00:00' }),
  'a day that does not exist': vote({ opens: '2026-02-30T00:00' }),
  'a year of five digits': vote({ closes: '20261-12-01T00:00' }),
  'voters younger than they may be': vote({ min_age: 18, max_age: 14 }),
  'voters of a negative age': vote({ min_age: -1 }),
  'voters of an age that is a text': vote({ min_age: '14' }),
  'voters of an age with a half': vote({ min_age: 14.5 }),
  'voters of no human age': vote({ min_age: 1000000 }),
  'fewer projects at most than at least': ballot({ min: 3, max: 2 }),
  'a negative number of projects': ballot({ min: -2 }),
  'more projects than there are numbers': ballot({ max: 99999999999999999999 }),
  'a ballot without a kind': vote({ ballot: { min: 1 } }),
  'no money': tally({ budget: '0' }),
  'negative money': tally({ budget: '-1.00' }),
  'money beyond all sums': tally({ budget: '99999999999999999999.00' }),
  'money in powers': tally({ budget: '1e9' }),
  'money in parts of a kopeck': tally({ budget: '1.005' }),
  'money that is a number': tally({ budget: 4000000 }),
  'a negative threshold': tally({ threshold: -1 }),
  'a tie that nothing decides': tally({ ties: ['submission_time'] }),
  'no way to vote': vote({ channels: [] }),
  'no projects to vote on': vote({ states: [] }),
  'a field shorter at most than nothing': field('name', { max_length: -1 }),
  'a field of more letters than a book has': field('name', { max_length: 1000000000 }),
  'files of no bytes': field('estimate', { max_bytes: 0 }),
  'files of negative bytes': field('estimate', { max_bytes: -5 }),
  'files of more bytes than there are': field('estimate', { max_bytes: 1e18 }),
  'money less at most than at least': field('cost_repair', { min: '100', max: '10' }),
  'a table of a million rows': field('plan', { max_rows: 1000000 }),
  'figures of a hundred digits': field('points_plus', { digits: 100 }),
  'a criterion of more than all weight': changed => { changed.criteria.items[0].weight = '20'; },
  'a criterion of negative weight': changed => { changed.criteria.items[0].weight = '-0.2'; },
  'money of the contest that is negative': changed => { changed.ranking.available = '-1'; },
  'a term of negative days': changed => { changed.terms[0].count = -3; },
  'a term of a million days': changed => { changed.terms[0].count = 1000000; },
  'a stage that ends before it begins': changed => { changed.stages[1].to = '2026-10-01T00:00'; },
  'a region an hour of a thousand minutes away': changed => { changed.zone_minutes = 100000; },
  'a number of an application without a number': changed => { changed.workflow.number_format = 'ППМИ-2027'; },
  'a number of a thousand digits': changed => { changed.workflow.number_format = 'ППМИ-{number:1000}'; },
  'a condition that never ends': changed => { fieldOf(changed, 'name').visible = '('.repeat(5000) + '1' + ')'.repeat(5000); },
};

for (const [what, change] of Object.entries(impossible)) {
  test(`${what} is refused with its place`, () => {
    const { status, said } = linted(change);
    assert.equal(status, 1, `taken: ${said}`);
    assert.match(said, /:\d+:\d+/, `no line and column: ${said}`);
  });
}
