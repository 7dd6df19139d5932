// What a campaign may say besides: several districts for one person, sheets of every kind, meetings, a project frozen, a
// lot from outside.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { headIsSigned, sha256 } from '../lib/merkle.mjs';
import { Vote, campaign } from './vote.mjs';

const addresses = 'guid;parent;oktmo;name\n7a1b0000-0000-4000-8000-000086500411;;86500411;село Заречье\n';
const dearer = { source_municipal: '500 000', source_region: '1 400 000' };  // cities pay more of their own
const near = { municipality: '86500411' }, far = { municipality: '86701000', ...dearer, settlement: 'г. Озёрск' }, woods = { municipality: '86510000', ...dearer, settlement: 'п. Лесогорск' };
const source = 'выигрышная комбинация первого тиража после окончания голосования';
let vote, projects;
before(async () => {
  vote = await Vote.start({ projects: 6, places: [near, far, woods], addresses, campaigns: [
    campaign('many', { districts: 'municipality', districts_per_person: 2, change_allowed: true }),
    campaign('points', { ballot: { kind: 'cumulative', points: 10, max_points: 6 }, channels: ['portal', 'paper', 'meeting'], assurance_needed: 'counted' }),
    campaign('signs', { ballot: { kind: 'plus_minus', min: 1, max: 2, minus: 1 }, channels: ['portal', 'meeting'], assurance_needed: 'counted' }),
    campaign('lot', { tally: { rule: 'greedy', budget: '4000000.00', ties: ['lot'], lot_source: source } }),
  ] });
  for (const id of ['many', 'points', 'signs', 'lot']) projects = await vote.open(`ppmi.${id}`);
});
after(() => vote?.stop());

const me = async (name, id) => (await vote.call(await vote.person(name), 'GET', `${id}/me`)).body;

test('one person votes in two districts of three, with a ballot and a receipt of each, and not in a third', async () => {
  const id = 'ppmi.many', person = await vote.person('Ёлкин'), list = (await vote.get(`${id}/projects`)).body.projects;
  const of = district => list.filter(each => each.district === district);
  const cast = district => vote.cast(person, id, of(district), { district });
  assert.deepEqual((await me('Ёлкин', id)).districts.toSorted(), ['86500411', '86510000', '86701000']);
  assert.equal((await me('Ёлкин', id)).district, '86500411', 'home is known from the account');
  const first = await cast('86701000');
  assert.equal(first.status, 201, JSON.stringify(first.body));
  assert.deepEqual((await me('Ёлкин', id)).districts.toSorted(), ['86500411', '86510000']);
  const mixed = await vote.cast(person, id, [of('86500411')[0], of('86510000')[0]], { district: '86500411' });
  assert.deepEqual(mixed.body.errors.map(each => each.field), ['choices/1/project']);
  assert.equal((await cast('86500411')).status, 201);
  const known = await me('Ёлкин', id);
  assert.deepEqual(known.districts, []);
  assert.deepEqual(known.casts.map(each => each.district).toSorted(), ['86500411', '86701000']);
  const third = await cast('86510000');
  assert.deepEqual([third.status, third.body.code], [409, 'districts']);
  const again = await vote.cast(person, id, [of('86701000')[1]], { district: '86701000' });
  assert.equal(again.status, 201, 'the vote may be changed in a district that was voted in');
  assert.equal((await vote.get(id)).body.turnout, 2);
});

test('sheets of points are checked as a vote is, by line; spoilt ones have their reasons', async () => {
  const id = 'ppmi.points', operator = await vote.staff('Бывшев'), other = await vote.staff('Прошлов');
  const sheet = (...points) => ({ choices: points.map((n, i) => ({ project: projects[i].id, points: n })) });
  const batch = { channel: 'paper', place: 'Клуб', voters: [{ document: '1111 111111' }, { document: '2222 222222' }, { document: '3333 333333' }], ballots: [sheet(6, 4), sheet(5, 6), sheet(7, 1)], invalid: [] };
  const refused = await vote.post(operator, `${id}/batches`, batch);
  assert.deepEqual(refused.body.errors.map(each => [each.field, each.code]), [['ballots/1/choices', 'ballot_points_sum'], ['ballots/2/choices/0/points', 'ballot_points']]);
  const nameless = await vote.post(operator, `${id}/batches`, { ...batch, ballots: [sheet(6, 4)], invalid: [{ count: 2, reason: '' }] });
  assert.deepEqual(nameless.body.errors.map(each => each.field), ['invalid/0/reason']);
  const entered = await vote.post(operator, `${id}/batches`, { ...batch, ballots: [sheet(6, 4)], invalid: [{ count: 1, reason: 'Пустой лист' }, { count: 1, reason: 'Роздано больше десяти баллов' }] });
  assert.equal(entered.status, 202, JSON.stringify(entered.body));
  assert.deepEqual(entered.body.invalid.map(each => each.reason), ['Пустой лист', 'Роздано больше десяти баллов']);
  assert.equal((await vote.post(operator, `${id}/batches/${entered.body.id}/accept`, {})).status, 403, 'whoever entered it does not accept it');
  assert.equal((await vote.post(other, `${id}/batches/${entered.body.id}/accept`, {})).status, 200);
});

test('a meeting: heads that were counted need no list, and a list keeps its people from voting twice', async () => {
  const id = 'ppmi.signs', operator = await vote.staff('Бывшев'), other = await vote.staff('Прошлов');
  const sheet = (...points) => ({ choices: points.map((n, i) => ({ project: projects[i].id, points: n })) });
  const accept = async batch => {
    const entered = await vote.post(operator, `${id}/batches`, { channel: 'meeting', ...batch });
    assert.equal(entered.status, 202, JSON.stringify(entered.body));
    return vote.post(other, `${id}/batches/${entered.body.id}/accept`, {});
  };
  assert.equal((await accept({ place: 'Сход в Заречье', ballots: [sheet(1), sheet(1, -1), sheet(-1, 1)] })).status, 200);
  assert.equal((await vote.get(id)).body.turnout, 3);
  assert.equal((await accept({ place: 'Собрание двора', voters: [{ document: '4444 444444' }], ballots: [sheet(1, 1)] })).status, 200);
  const twice = await vote.post(operator, `${id}/batches`, { channel: 'meeting', place: 'Другой двор', voters: [{ document: '4444-444444' }], ballots: [sheet(1)] });
  assert.deepEqual(twice.body.errors.map(each => [each.field, each.code]), [['voters/0', 'voted']]);
  const wrong = await vote.post(operator, `${id}/batches`, { channel: 'meeting', place: 'Сход', ballots: [sheet(-1, -1)] });
  assert.deepEqual(wrong.body.errors.map(each => each.code), ['ballot_few', 'ballot_minus']);
  const phone = await vote.post(operator, `${id}/batches`, { channel: 'phone', place: 'Справочная', voters: [{ document: '5555 555555' }], ballots: [sheet(1)] });
  assert.deepEqual(phone.body.errors.map(each => each.field), ['channel']);
});

test('a project is frozen by a protocol of two people: it takes no vote, the others do, and it goes on', async () => {
  const id = 'ppmi.lot', [first, second] = projects, person = await vote.person('Ильина Мария');
  const nowhere = await vote.post(await vote.staff('Белова'), `${id}/actions`, { action: 'freeze', protocol: '№ 1', reason: 'Всплеск', project: 'нет такого' });
  assert.deepEqual(nowhere.body.errors.map(each => each.field), ['project']);
  const without = await vote.post(await vote.staff('Белова'), `${id}/actions`, { action: 'freeze', protocol: '', reason: 'Всплеск', project: first.id });
  assert.deepEqual(without.body.errors.map(each => each.field), ['protocol']);
  assert.equal((await vote.act(id, 'freeze', { project: first.number })).status, 200);
  assert.equal((await vote.get(id)).body.state, 'open');
  assert.deepEqual((await vote.get(`${id}/projects`)).body.projects.filter(each => each.frozen).map(each => each.id), [first.id]);
  const refused = await vote.cast(person, id, [first]);
  assert.deepEqual(refused.body.errors.map(each => [each.field, each.code]), [['choices/0/project', 'ballot_frozen']]);
  assert.equal((await vote.cast(await vote.person('Ёлкин'), id, [second])).status, 201);
  assert.equal((await vote.act(id, 'unfreeze', { project: first.id })).status, 200);
  assert.equal((await vote.cast(person, id, [first])).status, 201);
  const { incidents } = (await vote.call(await vote.staff('Римская'), 'GET', `${id}/observer`)).body;
  assert.ok(incidents.some(each => each.kind === 'freeze' && each.text.includes(first.number)), JSON.stringify(incidents));
});

test('the key of the log stands in the campaign, in the opening and on the receipt, and signs the heads', async () => {
  const id = 'ppmi.lot', head = await vote.sealed(id, 2), seen = (await vote.get(id)).body;
  assert.equal(seen.log.key, head.key);
  assert.ok(headIsSigned(id, head));
  assert.ok((await me('Ёлкин', id)).cast.text.includes(head.key));
});

test('a lot needs a number from the source that was named before the vote, and anybody can draw it again', async () => {
  const id = 'ppmi.lot';
  assert.equal((await vote.get(id)).body.lot_source, source);
  assert.ok((await vote.get(id)).body.rules.some(each => each.text.includes(source)));
  await vote.clock('2026-12-02T09:00:00Z');
  const missing = await vote.post(await vote.staff('Белова'), `${id}/actions`, { action: 'publish', protocol: '№ 5', reason: 'Итоги' });
  assert.deepEqual(missing.body.errors.map(each => each.field), ['lot_seed']);
  const results = await vote.publish(id, { lot_seed: '07-11-19-23-30-44' });
  assert.equal(results.tally.seed, '07-11-19-23-30-44');
  assert.equal(results.lot_source, source);
  const rows = results.districts[0].projects, tied = rows.filter(each => each.votes === 1);
  assert.equal(tied.length, 2);
  const drawn = tied.toSorted((a, b) => (sha256('07-11-19-23-30-44', Buffer.of(0), a.id).toString('hex') < sha256('07-11-19-23-30-44', Buffer.of(0), b.id).toString('hex') ? -1 : 1));
  assert.equal(results.districts[0].rounds[0].project, drawn[0].id);
  const needless = await vote.post(await vote.staff('Белова'), 'ppmi.points/actions', { action: 'publish', protocol: '№ 6', reason: 'Итоги', lot_seed: '1' });
  assert.deepEqual(needless.body.errors.map(each => each.field), ['lot_seed']);
});

test('results show each channel with its assurance, and every vote of a meeting is counted where the campaign says so', async () => {
  const results = await vote.publish('ppmi.signs');
  assert.deepEqual(results.turnout.by_channel.map(each => [each.channel, each.assurance, each.count]), [['meeting', 'counted', 4]]);
  const votes = new Map(results.districts[0].projects.map(each => [each.id, each.votes]));
  assert.deepEqual([votes.get(projects[0].id), votes.get(projects[1].id)], [2, 1]);
});
