// The disk fills up under the running server, by the limit of its process on the size of a file (SQLite's write-ahead log
// cannot grow): votes are refused clearly, nothing is corrupted or lost, and voting goes on when there is room again.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { rootOf } from '../lib/merkle.mjs';
import { Vote } from './vote.mjs';

const id = 'ppmi.main', people = 400;
let vote, projects, voters;
before(async () => {
  vote = await Vote.start({ projects: 2 });
  projects = await vote.open(id);
  voters = vote.portal.run('voters', '--count', String(people)).trim().split('\n').map(line => { const [cookie, csrf] = line.split(' '); return { cookie, csrf }; });
});
after(() => vote?.stop());

async function cast(voter) {
  const answer = await fetch(`${vote.portal.url}/api/v1/campaigns/${id}/ballots`, { method: 'POST', body: JSON.stringify({ choices: [{ project: projects[0].id }] }), headers: {
    'content-type': 'application/json', cookie: `__Host-sid=${voter.cookie}`, 'x-csrf-token': voter.csrf, origin: vote.portal.url, 'idempotency-key': `d-${voter.csrf.slice(0, 20)}` } });
  return { status: answer.status, retry: answer.headers.get('retry-after'), body: await answer.json() };
}

function limit(bytes) {
  const done = spawnSync('prlimit', [`--pid=${vote.portal.server.pid}`, `--fsize=${bytes}:unlimited`], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
}

test('a full disk: clear refusals, an unharmed store, and every acknowledged vote once', async () => {
  for (const voter of voters.slice(0, 20)) voter.leaf = (await cast(voter)).body.receipt.leaf;
  const data = join(vote.portal.folder, 'data');
  limit(Math.max(...readdirSync(data).filter(name => name.startsWith('pochin.db')).map(name => statSync(join(data, name)).size)));
  let refused = 0;
  for (const voter of voters.slice(20)) {
    const answer = await cast(voter);
    if (answer.status === 201) {
      voter.leaf = answer.body.receipt.leaf;
      continue;
    }
    refused++;
    assert.equal(answer.status, 503, JSON.stringify(answer.body));
    assert.equal(answer.body.code, 'storage');
    assert.ok(answer.body.detail.length > 20 && Number(answer.retry) > 0, JSON.stringify(answer));
    if (refused === 25) break;
  }
  assert.equal(refused, 25, 'the limit was reached');
  assert.equal((await vote.get(id)).status, 200, 'what is read is read');
  limit('unlimited');
  for (const voter of voters) {
    const answer = await cast(voter);
    assert.ok([200, 201].includes(answer.status), JSON.stringify(answer));
    if (voter.leaf) assert.equal(answer.body.receipt.leaf, voter.leaf);
    voter.leaf = answer.body.receipt.leaf;
  }
  const head = await vote.sealed(id, people), { leaves } = (await vote.get(`${id}/log/leaves`)).body;
  assert.deepEqual([...leaves].sort(), voters.map(voter => voter.leaf).sort());
  assert.equal(rootOf(leaves).toString('hex'), head.root);
  assert.equal((await vote.get(id)).body.turnout, people);
  const check = spawnSync('python3', ['-c', 'import sqlite3, sys\nprint(sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True).execute("PRAGMA integrity_check").fetchone()[0])', join(data, 'pochin.db')], { encoding: 'utf8' });
  assert.equal(check.stdout.trim(), 'ok', check.stderr);
});
