// The token endpoint of ЕСИА takes requests and never answers: two hundred people hang in their logins, the portal goes
// on for everybody else.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { begin, comeBack } from './attempt.mjs';
import { login, patch } from './people.mjs';
import { Portal } from './portal.mjs';

const stuck = 200, leastRounds = 20;
let portal;
before(async () => { portal = await Portal.start({}, { esia: { timeout_seconds: 2 } }); });
after(() => portal?.stop());

const pause = ms => new Promise(done => setTimeout(done, ms));
const threads = () => Number(/Threads:\s+(\d+)/.exec(readFileSync(`/proc/${portal.server.pid}/status`, 'utf8'))[1]);

async function attempts(count) {
  const all = [];
  while (all.length < count) all.push(...await Promise.all(Array.from({ length: Math.min(8, count - all.length) }, () => begin(portal))));
  return all;
}

// As a browser does: comes again by itself for as long as the page says so.
async function patient(attempt, seen) {
  for (;;) {
    const answer = await comeBack(attempt);
    if (!answer.headers.get('refresh')) return answer;
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('retry-after'), answer.headers.get('refresh'));
    assert.match(answer.text, /Страница повторит попытку сама/);
    seen.waited++;
    await pause(1000);
  }
}

test('while two hundred logins hang, others read and change things; the hanging end with what to do', { timeout: 300_000 }, async () => {
  const author = await login(portal, 'resident'), clerk = await login(portal, 'clerk');
  const draft = await author.create();
  const all = await attempts(stuck);
  await portal.control('POST', '/faults', { name: 'te.silent', times: 100_000 });
  const seen = { waited: 0, ended: 0, most: 0 };
  const hanging = all.map(attempt => patient(attempt, seen).finally(() => { seen.ended++; }));
  while (seen.waited === 0) await pause(50);

  let etag = draft.headers.get('etag'), rounds = 0;
  for (; seen.ended < stuck; rounds++) {
    const at = `round ${rounds}, ${seen.ended} ended`;
    assert.equal((await fetch(`${portal.url}/api/v1/projects`)).status, 200, at);
    assert.equal((await clerk.call('GET', '/api/v1/applications')).status, 200, at);
    const saved = await patch(author, draft.body.id, etag, { name: `Ремонт колодца, правка ${rounds}` });
    assert.equal(saved.status, 200, `${at}: ${JSON.stringify(saved.body)}`);
    etag = saved.headers.get('etag');
    const begun = await fetch(`${portal.url}/auth/esia/login`, { redirect: 'manual' });  // answered too: sent to ЕСИА, or asked to wait
    assert.ok(begun.status === 303 || begun.headers.get('refresh'), `${at}: ${begun.status}`);
    seen.most = Math.max(seen.most, threads());
  }
  assert.ok(rounds >= leastRounds, `only ${rounds} rounds while logins hung`);
  assert.ok(seen.most < 40, `${seen.most} threads`);

  for (const answer of await Promise.all(hanging)) {
    assert.equal(answer.session, '');
    assert.equal(answer.status, 400);
    assert.match(answer.text, /Госуслуги сейчас не отвечают\. Подождите несколько минут и войдите ещё раз\. Код: portal\.timeout\./);
    assert.match(answer.text, /Войти ещё раз/);
  }
  await portal.control('DELETE', '/faults');
  assert.ok((await (await login(portal, 'neighbour')).session()).person, 'ЕСИА answers again: people log in');
});
