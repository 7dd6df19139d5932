// The end of an opened vote is its own: no new version of the practice moves it, two people do, and what is over is over.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before as first, test } from 'node:test';
import { bin } from './portal.mjs';
import { Vote, campaign, during } from './vote.mjs';

const id = 'ppmi.main', other = 'ppmi.other';
let vote, projects;
first(async () => {
  vote = await Vote.start({ campaigns: [campaign('main'), campaign('other')] });
  projects = await vote.open(id);
  await vote.open(other);
});
after(() => vote?.stop());

// A version of the practice with another end of both votes.
function published(version, closes) {
  const pack = JSON.parse(readFileSync(join(vote.folder, 'pack.json'), 'utf8'));
  for (const each of pack.campaigns) each.closes = closes;
  const file = join(vote.folder, `${version}.json`);
  writeFileSync(file, JSON.stringify({ ...pack, version }));
  const done = spawnSync(bin, ['practice', 'import', '--config', vote.portal.config, file, '--by', 'Безкодов П. И.'], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stdout + done.stderr);
  return done.stdout;
}

async function taken(version) {
  for (let i = 0; i < 100; i++) {
    const { pack } = await (await fetch(`${vote.portal.url}/api/v1/practices/ppmi`)).json();
    if (pack.version === version) return;
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error(`version ${version} was not taken in`);
}

const state = async which => (await vote.get(which)).body;
const version = async n => `${(await (await fetch(`${vote.portal.url}/api/v1/practices/ppmi`)).json()).pack.version.split('.')[0]}.${n}.0`;

test('a newer version of the practice does not move the end of an opened vote, and import says so', async () => {
  const before = (await state(id)).closes, next = await version(7);
  const said = published(next, '2026-12-20T00:00');
  assert.match(said, /уже открыто/);
  await taken(next);
  assert.equal((await state(id)).closes, before);
});

test('the end is put off by two people with a protocol, to a later day only, and everybody sees it', async () => {
  const ask = more => vote.staff('Белова').then(person => vote.post(person, `${id}/actions`, { action: 'extend', protocol: '№ 7', reason: 'Портал не работал день', ...more }));
  assert.deepEqual((await ask({ closes: '2026-11-28T00:00' })).body.errors.map(each => [each.field, each.code]), [['closes', 'earlier']]);
  assert.deepEqual((await ask({ closes: 'завтра' })).body.errors.map(each => [each.field, each.code]), [['closes', 'format']]);
  assert.deepEqual((await ask({ closes: '2026-12-03T00:00', protocol: '' })).body.errors.map(each => each.field), ['protocol']);
  const before = (await state(id)).closes, asked = await ask({ closes: '2026-12-03T00:00' });
  assert.equal(asked.status, 202, JSON.stringify(asked.body));
  assert.equal((await vote.post(await vote.staff('Белова'), `${id}/actions`, { action: 'approve', request: asked.body.id })).status, 403);
  assert.equal((await state(id)).closes, before);
  const done = await vote.post(await vote.staff('Безкодов'), `${id}/actions`, { action: 'approve', request: asked.body.id });
  assert.equal(done.status, 200, JSON.stringify(done.body));
  const seen = await state(id);
  assert.ok(seen.closes > before);
  assert.deepEqual(seen.extensions.map(each => [each.from, each.closes, each.protocol, each.reason]), [[before, seen.closes, '№ 7', 'Портал не работал день']]);
  assert.equal(Date.parse(seen.closes) - Date.parse(before), 2 * 86_400_000);
  const room = (await vote.call(await vote.staff('Римская-Корсакова'), 'GET', `${id}/observer`)).body;
  assert.ok(room.acts.some(each => each.action === 'extend' && each.details.closes === seen.closes));
  assert.ok(room.incidents.some(each => each.kind === 'extend' && /3\sдекабря/.test(each.text)), JSON.stringify(room.incidents));
});

test('at the end by the clock the vote is closed for good: no version, no act and no clock opens it again', async () => {
  await vote.clock('2026-12-02T12:00:00Z');
  assert.equal((await state(id)).state, 'open', 'the extended one goes on');
  assert.equal((await state(other)).state, 'closed');
  await vote.clock('2026-12-04T09:00:00Z');
  const next = await version(8);
  published(next, '2026-12-25T00:00');
  await taken(next);
  for (const each of [id, other]) {
    assert.equal((await state(each)).state, 'closed');
    const asked = await vote.post(await vote.staff('Белова'), `${each}/actions`, { action: 'extend', protocol: '№ 8', reason: 'Мало голосов', closes: '2026-12-25T00:00' });
    assert.deepEqual([asked.status, asked.body.code], [409, 'wrong_state']);
    assert.equal((await vote.cast(await vote.person('Ёлкин'), each, [projects[0]])).status, 409);
  }
  for (let i = 0; ; i++) {
    const { acts } = (await vote.call(await vote.staff('Римская-Корсакова'), 'GET', `${other}/observer`)).body;
    const closed = acts.filter(each => each.action === 'close');
    if (closed.length === 0 && i < 100) { await new Promise(done => setTimeout(done, 100)); continue; }
    assert.deepEqual(closed.map(each => each.details.by), ['clock'], 'written down once');
    break;
  }
  await vote.clock(during);
  assert.equal((await state(other)).state, 'closed', 'not even a clock that is set back');
});
