// The runner itself: a scenario that is written wrongly must not pass in silence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scenario } from './scenario.mjs';
import { parse } from './steps.mjs';

const run = async text => {
  const scenario = new Scenario();
  try {
    for (const line of parse(text, 'x.txt')) await line.run(scenario);
    scenario.settled();
  } finally {
    await scenario.stop();
  }
};

test('a line that is not understood is named before anything runs', () => {
  assert.throws(() => parse('# so far so good\n\nclock 2026-11-10 12:00\nexpect state\n', 'x.txt'), /x\.txt:4: expect state\n.*not understood/);
  assert.throws(() => parse('as resident Ильина: dance', 'x.txt'), /x\.txt:1: as resident/);
});

test('a step in the wrong place says what is missing', async () => {
  await assert.rejects(run('as resident Ильина: new application in Зареченское'), /x\.txt:1: .*\n {2}say what time it is first/);
  await assert.rejects(run('practice web/packs/ppmi.json\ngrant municipal_operator to Никто in Зареченское\nclock 2026-11-10 12:00'), /x\.txt:3: .*\n {2}the emulator knows 0 people called Никто/);
});

test('what was refused and not expected fails at its line, what was expected and not refused at its own', async () => {
  const start = 'practice web/packs/ppmi.json\nclock 2026-11-10 12:00\nas resident Ильина: new application in Зареченское\n';
  await assert.rejects(run(`${start}submit application 1\nexpect state draft`), /x\.txt:4: submit application 1\n {2}was refused: 422/);
  await assert.rejects(run(`${start}expect refusal "missing"`), /x\.txt:4: .*\n {2}nothing was refused/);
  await assert.rejects(run(`${start}expect state submitted_to_municipality`), /x\.txt:4: /);
});

test('working days go by the production calendar: over a weekend and over the fourth of November', async () => {
  await run('practice web/packs/ppmi.json\nclock 2026-11-03 10:00\nclock + 1 working day\nexpect today 2026-11-05\nclock + 2 working days\nexpect today 2026-11-09\n');
});
