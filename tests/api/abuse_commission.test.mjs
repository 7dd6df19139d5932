// Whoever sits in a commission judges neither the own application nor before the eyes of everybody, and finds out
// nothing that was given to nobody.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ofCommissions, staysAsItIs } from './history.mjs';
import { patch } from './people.mjs';
import { practice } from './walk_cycle_world.mjs';
import { WalkWorld } from './walk_world.mjs';

let world, cycle;
before(async () => { world = await WalkWorld.start(); cycle = world.cycle; });
after(() => world?.stop());

const post = (who, path, body) => who.person.call('POST', `/api/v1${path}`, body, { 'idempotency-key': who.person.key() });
const get = (who, path) => who.person.call('GET', `/api/v1${path}`);
const votesIn = body => body.questions.flatMap(each => each.votes).length;

test('who voted how is seen, until the protocol is signed, by those who vote or write it or read the sheets alone', async () => {
  const target = { practice };
  let hidden = 0;
  for (const who of world.actors.filter(each => each.id !== '')) {
    const going = await get(who, `/meetings/${cycle.going.id}`), signed = await get(who, `/meetings/${cycle.signed.id}`);
    assert.deepEqual([going.status, signed.status], [200, 200], who.name);
    const may = ['vote', 'update'].some(action => world.table.allows(who, { object: 'protocol', action }, target)) || world.table.allows(who, { object: 'member_scores', action: 'read' }, target);
    assert.deepEqual([votesIn(going.body), votesIn(signed.body)], [may ? 1 : 0, 3], who.name);
    hidden += may ? 0 : 1;
  }
  assert.ok(hidden > 20, `it was hidden from ${hidden} only`);
  const asked = await post(cycle.secretary, `/meetings/${cycle.going.id}/questions`, { text: 'О проекте', application: cycle.judged.id });
  assert.deepEqual(asked.body.questions.at(-1).recused, [], 'whose an application is that no member wrote is not said');
});

test('a draft cannot be put before a commission: it was given to nobody, and nobody learns that it is there', async () => {
  const { id } = (await world.owner.person.create(practice, world.here.territory)).body, { secretary } = cycle, meeting = await cycle.meeting();
  for (const application of [id, 'a00000000000000000000']) {
    const named = await post(secretary, `/meetings/${meeting.id}/questions`, { text: 'О проекте', application });
    const won = await post(secretary, `/meetings/${meeting.id}/protocol`, { winners: [{ application, sum_kopecks: 100 }] });
    assert.deepEqual([named.status, named.body.errors?.map(each => each.code), won.status, won.body.errors?.map(each => each.code)], [422, ['unknown'], 422, ['unknown']], JSON.stringify([named.body, won.body]));
  }
});

test('an author who has a seat neither marks the own application, nor votes on it, nor reads what experts say of it', async () => {
  const { owner } = world, { judged, commission } = cycle;
  assert.equal((await post(world.helpers.manager, `/applications/${judged.id}/experts`, { oid: world.account(owner), name: 'Автор', deadline: '2026-12-10' })).body.code, 'review_conflict');
  await cycle.seat(commission.id, 'member', world.account(owner));
  const marks = { marks: [{ criterion: 'commission', points: '100' }] };
  assert.equal((await post(owner, `/applications/${judged.id}/sheet`, marks)).body.code, 'review_conflict');
  assert.equal((await get(owner, `/applications/${judged.id}/sheet`)).body.can_mark, false);
  const opinions = await get(owner, `/applications/${judged.id}/opinions`);
  assert.equal(opinions.status, 403, JSON.stringify(opinions.body));

  const [chair, secretary] = cycle.seated;
  const made = await post(secretary, `/commissions/${commission.id}/meetings`, { number: '77', date: '2026-11-23', present: [...cycle.seated, owner].map(who => who.id), presiding: chair.id, secretary: secretary.id });
  const ask = async body => (await post(secretary, `/meetings/${made.body.id}/questions`, body)).body.questions.at(-1).id;
  const own = await ask({ text: 'О проекте', application: judged.id }), other = await ask({ text: 'О повестке' });
  const refused = await post(owner, `/questions/${own}/votes`, { choice: 'for' });
  assert.equal(refused.status, 403, JSON.stringify(refused.body));
  assert.equal((await post(owner, `/questions/${own}/dissents`, { text: 'Мой проект лучше' })).status, 403);
  for (const [who, question] of [[owner, other], [cycle.seated[2], own]]) {
    const voted = await post(who, `/questions/${question}/votes`, { choice: 'for' });
    assert.equal(voted.status, 200, JSON.stringify(voted.body));
  }
});

test('an author who serves in the centre neither changes the points of the own application nor confirms them', async () => {
  const { owner, helpers } = world, { scored } = cycle, waiting = await cycle.proposed();
  for (const role of ['project_centre_operator', 'project_centre_manager']) await world.grant(world.account(owner), role, practice);
  const seen = await get(owner, `/applications/${scored.id}`);
  const typed = await patch(owner.person, scored.id, seen.headers.get('etag'), { points_plus: '16', points_comment: 'Себе' });
  assert.deepEqual([typed.status, typed.body.code], [403, 'adjustment_own'], JSON.stringify(typed.body));
  const confirmed = await post(owner, `/adjustments/${waiting}/confirm`, {});
  assert.deepEqual([confirmed.status, confirmed.body.code], [403, 'adjustment_own'], JSON.stringify(confirmed.body));
  const after = await get(helpers.manager, `/applications/${scored.id}/adjustments`);
  assert.deepEqual([after.body.items.at(-1).id, after.body.items.at(-1).state], [waiting, 'waiting']);
});

test('what people gave — votes, marks, opinions, points, money — is neither changed nor taken out, past any request', async () => {
  const [, , member] = cycle.seated, { manager, clerk } = world.helpers, { contested, repaid, won } = cycle, date = '2026-11-23';
  for (const [who, path, body] of [
    [member, `/applications/${contested.id}/sheet`, { marks: [{ criterion: 'commission', points: '75' }] }],
    [member, `/applications/${contested.id}/conflicts`, { reason: 'Участвую в проекте' }],
    [member, `/questions/${cycle.going.question}/dissents`, { text: 'Я против' }],
    [manager, `/adjustments/${await cycle.proposed()}/confirm`, {}],
    [clerk, `/applications/${won.id}/in-kind`, { kind: 'labour', title: 'Субботник', people: 2, hours: '3', rate: 10_000 }],
    [clerk, `/applications/${repaid.id}/repayments`, { payer: repaid.payer, date, sum_kopecks: 1, document: 'п/п 9' }],
  ]) {
    const done = await post(who, path, body);
    assert.ok(done.status < 300, `${path}: ${JSON.stringify(done.body)}`);
  }
  for (const table of ofCommissions) staysAsItIs(world.portal, table);
});
