// Somebody of the staff, or whoever has got at the database, wants what was done to be undone: lines of the log, votes,
// acts of a commission, published rules.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from './database.mjs';
import { ofCommissions, ofVotes, staysAsItIs } from './history.mjs';
import { bin } from './portal.mjs';
import { Vote } from './vote.mjs';

const id = 'ppmi.main';
let vote, portal, head;
before(async () => {
  vote = await Vote.start({ projects: 2 });
  portal = vote.portal;
  const projects = await vote.open(id);
  for (const name of ['Ёлкин', 'Сегоднева']) assert.equal((await vote.cast(await vote.person(name), id, [projects[0]])).status, 201);
  await vote.sealed(id, 2);
  await vote.act(id, 'freeze');
  await vote.act(id, 'unfreeze');
  await vote.publish(id);
  head = join(vote.folder, 'head.jsonl');
  writeFileSync(head, portal.run('audit', 'export'));
});
after(() => vote?.stop());

for (const table of ofVotes) test(`${table}: what is in it is neither changed nor taken out`, () => staysAsItIs(portal, table));

// The others are tried in abuse_commission.test.mjs, where something is in them.
test('whatever keeps history by triggers is in the lists of these tests', () => {
  const guarded = sql(portal, "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%BEFORE DELETE%'").rows.flat();
  assert.deepEqual(guarded.filter(table => ![...ofVotes, ...ofCommissions].includes(table)), []);
});

test('no request takes anything out of the log, whoever sends it', async () => {
  const { paths } = vote.description.spec;
  const deleting = Object.entries(paths).filter(([, methods]) => methods.delete).map(([path]) => path).sort();
  // One's own session, consent, draft and unsubmitted file: nothing that is history.
  assert.deepEqual(deleting, ['/api/v1/applications/{id}', '/api/v1/applications/{id}/files/{file}', '/api/v1/campaigns/{id}/me/draft', '/api/v1/consent', '/api/v1/sessions/{id}']);
  await portal.ran('grant', '--oid', '1000000061', '--role', 'system_admin');
  const admin = await vote.person('Главин');
  for (const method of ['DELETE', 'PUT', 'PATCH', 'POST'])
    for (const path of ['/api/v1/audit', '/api/v1/audit/1', '/api/v1/audit?before=5', `/api/v1/campaigns/${id}/log/leaves`, `/api/v1/campaigns/${id}/results`, `/api/v1/campaigns/${id}`]) {
      const answer = await admin.call(method, path, {}, { 'idempotency-key': admin.key() });
      assert.ok([404, 405].includes(answer.status), `${method} ${path}: ${answer.status}`);
    }
});

test('what was done to the log is in the log: an export is a line of it', async () => {
  const before = sql(portal, 'SELECT count(*) FROM audit_log').rows[0][0];
  portal.run('audit', 'export');
  const lines = sql(portal, `SELECT kind FROM audit_log WHERE seq > ${before}`).rows.flat();
  assert.deepEqual(lines, ['audit.exported']);
});

// A copy of the database where somebody did this past all triggers, and what the verification says of it.
function verified(statements, ...more) {
  const copy = { folder: mkdtempSync(join(vote.folder, 'copy-')) };
  cpSync(portal.folder, copy.folder, { recursive: true });
  for (const statement of ['DROP TRIGGER audit_log_never_changes', 'DROP TRIGGER audit_log_never_goes', ...statements]) assert.equal(sql(copy, statement).error, undefined, statement);
  const config = join(copy.folder, 'pochin.json');
  writeFileSync(config, JSON.stringify({ ...JSON.parse(readFileSync(portal.config, 'utf8')), data: join(copy.folder, 'data') }));
  const run = spawnSync(bin, ['audit', 'verify', '--config', config, ...more], { encoding: 'utf8' });
  return { status: run.status, said: run.stdout + run.stderr };
}

test('past the triggers: a changed, a dropped, a replaced and a slipped-in line are found', async () => {
  await portal.end('SIGTERM');
  assert.equal(verified([]).status, 0, verified([]).said);
  const [[middle]] = sql(portal, 'SELECT max(seq) / 2 FROM audit_log').rows;
  const columns = 'body, at, kind, actor, object, hash';
  for (const [what, statements] of Object.entries({
    changed: [`UPDATE audit_log SET body = replace(body, '"actor"', '"actor" ') WHERE seq = ${middle}`],
    'given to another': [`UPDATE audit_log SET actor = 'p999' WHERE seq = ${middle} AND actor <> 'p999'`],
    dropped: [`DELETE FROM audit_log WHERE seq = ${middle}`],
    'dropped and closed up': [`DELETE FROM audit_log WHERE seq = ${middle}`, `UPDATE audit_log SET seq = -seq WHERE seq > ${middle}`.replace('-seq', 'seq - 1 + 0')],
    replaced: [`INSERT OR REPLACE INTO audit_log (seq, ${columns}) SELECT ${middle}, ${columns} FROM audit_log WHERE seq = ${middle} + 1`],
    'slipped in at the end': [`INSERT INTO audit_log (seq, ${columns}) SELECT max(seq) + 1, ${columns} FROM audit_log`],
  })) {
    const found = verified(statements);
    assert.equal(found.status, 1, `${what}: ${found.said}`);
    assert.match(found.said, /ПОВРЕЖДЁН/, what);
  }
});

test('a log cut at its end is found by whoever kept an exported head', async () => {
  const last = readFileSync(head, 'utf8').trim().split('\n').length - 1;  // the last line of the file is the head
  const cut = [`DELETE FROM audit_log WHERE seq >= ${last}`];
  assert.equal(verified(cut, '--head', head).status, 1);
  assert.equal(verified([], '--head', head).status, 0);
});
