// The server is killed in the middle of a storm of votes, again and again: what was acknowledged is there, once.
// POCHIN_KILLS says how often (20 for a long run).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { headIsSigned, rootOf, rootsByConsistency } from '../lib/merkle.mjs';
import { Vote } from './vote.mjs';

const id = 'ppmi.main', kills = Number(process.env.POCHIN_KILLS || 3), perKill = 120, workers = 16;
let vote, projects, voters;
before(async () => {
  vote = await Vote.start({ projects: 2 });
  projects = await vote.open(id);
  const lines = vote.portal.run('voters', '--count', String((kills + 1) * perKill)).trim().split('\n');
  voters = lines.map((line, i) => { const [cookie, csrf] = line.split(' '); return { cookie, csrf, project: projects[i % projects.length].id }; });
});
after(() => vote?.stop());

// The receipt of an acknowledged ballot; nothing when the server was not there or too busy.
async function cast(voter) {
  const answer = await fetch(`${vote.portal.url}/api/v1/campaigns/${id}/ballots`, { method: 'POST', body: JSON.stringify({ choices: [{ project: voter.project }] }), headers: {
    'content-type': 'application/json', cookie: `__Host-sid=${voter.cookie}`, 'x-csrf-token': voter.csrf, origin: vote.portal.url, 'idempotency-key': `k-${voter.csrf.slice(0, 20)}` } });
  const body = await answer.json();
  if (answer.status === 200 || answer.status === 201) return body.receipt.leaf;
  assert.equal(answer.status, 503, JSON.stringify(body));
  return null;
}

// Votes of the list until it ends or the server does; `taken` is told of each that was acknowledged.
async function storm(list, taken = () => {}) {
  const waiting = [...list];
  await Promise.all(Array.from({ length: workers }, async () => {
    for (let voter = waiting.shift(); voter; voter = waiting.shift()) {
      try {
        const leaf = await cast(voter);
        if (leaf) {
          assert.ok(!voter.leaf || voter.leaf === leaf, 'a second receipt of one person is another');
          voter.leaf = leaf;
          taken();
        }
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        return;
      }
    }
  }));
}

test(`killed ${kills} times in the middle of a storm: no acknowledged ballot is missing, none is doubled, the log only grew`, async () => {
  const heads = [];
  let cut = 0;
  for (let round = 0; round < kills; round++) {
    const list = voters.filter(voter => !voter.leaf).slice(0, perKill);
    const enough = 5 + Math.floor(Math.random() * (perKill - 40));
    let count = 0, gone = null;
    await storm(list, () => { if (++count === enough) gone = vote.portal.end('SIGKILL'); });
    await (gone ?? vote.portal.end('SIGKILL'));
    cut += list.some(voter => !voter.leaf) ? 1 : 0;
    await vote.portal.serve();
    await vote.clock('2026-11-25T09:00:00Z');
    for (const voter of voters.filter(each => each.leaf).slice(-5)) assert.equal(await cast(voter), voter.leaf, 'the same receipt after the kill');
    const head = await vote.get(`${id}/log/head`);
    if (head.status === 200) heads.push(head.body);
  }
  assert.ok(cut > 0, 'no storm was cut: the kills came too late');
  for (let i = 0; i < 10 && voters.some(voter => !voter.leaf); i++) await storm(voters.filter(voter => !voter.leaf));
  const last = await vote.sealed(id, voters.length);
  const { leaves } = (await vote.get(`${id}/log/leaves`)).body;
  assert.equal(leaves.length, voters.length, 'one entry for each person');
  assert.deepEqual([...leaves].sort(), voters.map(voter => voter.leaf).sort());
  assert.equal((await vote.get(id)).body.turnout, voters.length);
  assert.equal(rootOf(leaves).toString('hex'), last.root);
  for (const head of heads) {
    assert.ok(headIsSigned(id, head));
    if (head.size === 0) continue;
    const { path } = (await vote.get(`${id}/log/consistency?from=${head.size}&to=${last.size}`)).body;
    const [old, fresh] = rootsByConsistency(head.size, last.size, path, Buffer.from(head.root, 'hex'));
    assert.equal(old.toString('hex'), head.root);
    assert.equal(fresh.toString('hex'), last.root);
  }
});
