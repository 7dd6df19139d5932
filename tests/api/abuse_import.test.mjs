// Somebody brings in what would change the rules: a practice of their own, an extract of addresses, sheets of votes. Over
// the network nothing is imported but sheets by their operators; on the machine what is impossible is refused with its
// place, and what people already rely on is not rewritten.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { bin } from './portal.mjs';
import { Vote } from './vote.mjs';

let vote, portal, pack;
before(async () => {
  vote = await Vote.start({ projects: 1 });
  portal = vote.portal;
  pack = JSON.parse(spawnSync(bin, ['practice', 'export', '--config', portal.config, 'ppmi'], { encoding: 'utf8' }).stdout);
});
after(() => vote?.stop());

test('no request imports rules, places, addresses or people, whoever sends it', async () => {
  await portal.ran('grant', '--oid', '1000000061', '--role', 'system_admin');
  const senders = [await vote.person('Ёлкин'), await vote.staff('Безкодов'), await vote.person('Главин')];
  const targets = ['/api/v1/practices', '/api/v1/practices/ppmi', '/api/v1/practices/ppmi/import', '/api/v1/territories', '/api/v1/addresses', '/api/v1/campaigns', '/api/v1/campaigns/ppmi.main', '/api/v1/projects', '/api/v1/applications/import', '/api/v1/people', '/api/v1/import', '/api/v1/import/practices', '/api/v1/calendar', '/api/v1/installation', '/api/v1/test/clock2'];
  for (const path of targets)
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      for (const person of senders) {
        const answer = await person.call(method, path, pack, { 'idempotency-key': person.key() });
        assert.ok([404, 405, 413].includes(answer.status), `${method} ${path}: ${answer.status}`);
      }
  assert.equal((await vote.get('ppmi.main')).body.title, pack.campaigns[0].title);
});

test('sheets of votes are brought in by operators of this practice and accepted by another of them; a clerk’s roles elsewhere do not do', async () => {
  const projects = await vote.open('ppmi.main');
  const sheet = { channel: 'paper', place: 'Дом', voters: [{ document: '1 2' }], ballots: [{ district: '', choices: [{ project: projects[0].id }] }] };
  const other = spawnSync(bin, ['practice', 'import', '--config', portal.config, 'web/packs/tver.json', '--by', 'test'], { encoding: 'utf8' });
  assert.equal(other.status, 0, other.stdout + other.stderr);
  await portal.ran('grant', '--oid', '1000000002', '--role', 'polling_operator', '--scope', 'tver');
  for (const name of ['Ёлкин', 'Белова', 'Безкодов', 'Областной', 'Римская-Корсакова', 'Главин']) assert.equal((await vote.post(await vote.person(name), 'ppmi.main/batches', sheet)).status, 403, name);
  assert.equal((await vote.get('ppmi.main')).body.turnout, 0);
});

// The command on a practice that was changed so.
function imported(change) {
  const changed = structuredClone(pack);
  change(changed);
  const file = join(vote.folder, 'changed.json');
  writeFileSync(file, JSON.stringify(changed, null, 1));
  const run = spawnSync(bin, ['practice', 'import', '--config', portal.config, file, '--by', 'test'], { encoding: 'utf8' });
  return { status: run.status, said: run.stdout + run.stderr };
}

test('an imported practice does not rewrite a version that people rely on, nor the rules of a vote that was approved', () => {
  const same = imported(changed => { changed.title = 'Другое название'; });
  assert.notEqual(same.status, 0, same.said);
  const later = imported(changed => { changed.version = '2027.9.0'; changed.criteria = { ...changed.criteria, items: [] }; });
  assert.notEqual(later.status, 0, later.said);
});

test('a file that is no practice is refused with what is wrong in it and where', () => {
  for (const [what, text] of [['no JSON', '{'], ['a list', '[]'], ['another format', '{"format":"evil"}'], ['a page', '<html>'], ['nothing', '']]) {
    const file = join(vote.folder, 'wrong.json');
    writeFileSync(file, text);
    const run = spawnSync(bin, ['practice', 'import', '--config', portal.config, file], { encoding: 'utf8' });
    assert.notEqual(run.status, 0, what);
    assert.ok((run.stdout + run.stderr).length > 20, what);
  }
});

