// The browser and the server must never disagree about a point: the engine built for the machine and the engine built
// for WebAssembly print the same bytes for 500 random applications of each practice.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const native = process.env.POCHIN_PARITY_NATIVE || join(root, 'build/asan/tests/parity/engine');
const browser = process.env.POCHIN_PARITY_WASM || join(root, 'build/wasm/tests/parity/engine.js');
const kApplications = 500;

// Mulberry32: the same applications in every run.
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function application(pack, random) {
  const pick = list => list[Math.floor(random() * list.length)], whole = most => String(Math.floor(random() * most));
  const words = ['Ремонт водопровода', 'Ёлкина площадка', '', '   ', 'a'.repeat(400), '10 %', '—'];
  const text = field => {
    switch (field.kind) {
      case 'integer': return pick([whole(10), whole(5000), '0', '12х', '']);
      case 'decimal': case 'money': return pick([whole(3000000), `${whole(900)} ${pick(['000', '500'])},${pick(['00', '5', '99'])}`, '0', '-5', '']);
      case 'date': return pick([`0${1 + Math.floor(random() * 9)}.0${1 + Math.floor(random() * 9)}.202${6 + Math.floor(random() * 3)}`, '31.02.2027', '']);
      case 'yes_no': return pick(['1', '', 'да']);
      case 'choice': return pick([...field.options.map(o => o.code), '']);
      case 'inn': return pick(['7707083893', '7707083894', '']);
      case 'phone': return pick(['8 (900) 123-45-67', '12', '']);
      default: return pick(words);
    }
  };
  const answers = {};
  for (const field of pack.form.groups.flatMap(g => g.sections.flatMap(s => s.fields))) {
    if (['computed', 'note'].includes(field.kind) || random() < 0.15) continue;
    if (field.kind === 'table') {
      answers[field.id] = Array.from({ length: Math.floor(random() * 4) }, (_, i) => ({ id: `r${i}`,
        ...Object.fromEntries(field.columns.filter(c => !['computed', 'note', 'files'].includes(c.kind)).map(c => [c.id, text(c)])) }));
    } else if (field.kind === 'files') {
      answers[field.id] = random() < 0.5 ? [] : [{ id: 'f1', name: 'протокол.pdf', type: 'application/pdf', size: 1000 }];
    } else {
      answers[field.id] = text(field);
    }
  }
  return { answers, facts: { 'municipality.kind': pick(['mo', 'mr', 'go', 'gp', 'sp']), 'municipality.population': pick([0, null, 1, 800, 1000, 1001, 4000, 4001, 50000]),
    'settlement.population': pick([0, null, 5, 800, 12000]), 'votes.count': pick([null, 0, 499, 500, 12000]), 'cycle.year': pack.cycle.year, today: '2026-12-01' } };
}

const folder = mkdtempSync(join(tmpdir(), 'pochin-parity-'));
after(() => rmSync(folder, { recursive: true, force: true }));
function run(program, args, input, name) {
  const from = join(folder, `${name}.json`), to = join(folder, `${name}.out`);
  writeFileSync(from, input);
  const done = spawnSync(program, [...args, from, to], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return readFileSync(to, 'utf8');
}

function firstDifference(a, b) {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return `the browser says «${a.slice(Math.max(0, i - 80), i + 80)}», the machine «${b.slice(Math.max(0, i - 80), i + 80)}»`;
}

for (const name of ['ppmi', 'karelia', 'kirov', 'volgograd']) {
  test(`${name}: ${kApplications} random applications`, () => {
    const pack = JSON.parse(readFileSync(join(root, `web/packs/${name}.json`), 'utf8')), random = dice(20261125);
    const input = JSON.stringify({ pack, applications: Array.from({ length: kApplications }, () => application(pack, random)) });
    const here = run(native, [], input, `${name}-machine`), there = run(process.execPath, [browser], input, `${name}-browser`);
    assert.ok(there === here, firstDifference(there, here));
    const lines = here.trim().split('\n');
    assert.equal(lines.length, kApplications + 1);
    assert.ok(new Set(lines).size > kApplications * 0.8, 'the applications are too alike');
    // The contest, where applications are compared with the best of it.
    const finals = new Set(JSON.parse(lines.at(-1)).map(row => row.final));
    assert.ok(finals.size > (name === 'volgograd' ? 2 : 20), `the rating is too alike: ${finals.size} different totals`);
  });
}
