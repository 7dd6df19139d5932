// A vote from the approved list to the published ballots, against the real server, with an independent check of
// everything that anybody may check.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before as first, test } from 'node:test';
import { canonical, canonicalJson, commitment, headIsSigned, leafHash, resultsAreSigned, rootByPath, rootOf, rootsByConsistency, sha256, termsHash, trackerOf } from '../lib/merkle.mjs';
import { bin } from './portal.mjs';
import { Vote, campaign, during } from './vote.mjs';

const id = 'ppmi.main';
let vote, projects;
first(async () => {
  vote = await Vote.start({
    campaigns: [campaign('main'), campaign('changing', { change_allowed: true }), campaign('shown', { running_totals: 'open' })],
    config: { privacy: { voter_dedupe: 'oid_and_snils' } },
    scopes: ['snils'],
    edit: config => { config.log_requests = true; },
  });
});
after(() => vote?.stop());

test('before the list is approved a vote is announced and takes nothing', async () => {
  const seen = (await vote.get(id)).body;
  assert.equal(seen.state, 'announced');
  assert.equal(seen.projects, 3);
  assert.ok(seen.rules.length > 3 && seen.basis.length > 0);
  const refused = await vote.cast(await vote.person('Ёлкин'), id, []);
  assert.equal(refused.status, 409, JSON.stringify(refused.body));
});

test('the list is approved by two people, not by one and not by anybody', async () => {
  const asked = await vote.post(await vote.staff('Белова'), `${id}/actions`, { action: 'open', protocol: 'Протокол 1', reason: 'Список готов' });
  assert.equal(asked.status, 202, JSON.stringify(asked.body));
  const same = await vote.post(await vote.staff('Белова'), `${id}/actions`, { action: 'approve', request: asked.body.id });
  assert.equal(same.status, 403, JSON.stringify(same.body));
  const nobody = await vote.post(await vote.person('Ёлкин'), `${id}/actions`, { action: 'approve', request: asked.body.id });
  assert.equal(nobody.status, 403);
  const done = await vote.post(await vote.staff('Безкодов'), `${id}/actions`, { action: 'approve', request: asked.body.id });
  assert.equal(done.status, 200, JSON.stringify(done.body));
  for (const other of ['ppmi.changing', 'ppmi.shown']) assert.equal((await vote.act(other, 'open')).status, 200);
  await vote.clock(during);
  assert.equal((await vote.get(id)).body.state, 'open');
  projects = (await vote.get(`${id}/projects`)).body.projects;
  assert.deepEqual(projects.map(each => each.number), projects.map(each => each.number).toSorted());
  assert.equal(projects[0].cost, '2000000.00');
});

test('who may vote is told with its reason', async () => {
  const me = async name => (await (await vote.person(name)).call('GET', `/api/v1/campaigns/${id}/me`)).body;
  assert.equal((await me('Ёлкин')).eligible, 'yes');
  assert.deepEqual((await me('Дальнева')).reasons.map(each => each.code), ['outside_region']);
  assert.deepEqual((await me('Безадресный')).reasons.map(each => each.code), ['residence_unknown']);
  assert.deepEqual((await me('Скрытнова')).reasons.map(each => each.code), ['age_unknown']);
  assert.equal((await vote.cast(await vote.person('Дальнева'), id, [projects[0]])).body.code, 'not_eligible');
});

test('a wrong ballot is refused at the field', async () => {
  const person = await vote.person('Ёлкин');
  const fields = async choices => (await vote.post(person, `${id}/ballots`, { choices })).body.errors.map(each => each.field);
  assert.deepEqual(await fields([]), ['choices']);
  assert.deepEqual(await fields(projects.map(each => ({ project: each.id }))), ['choices']);
  assert.deepEqual(await fields([{ project: 'nothing' }]), ['choices/0/project']);
  assert.deepEqual(await fields([{ project: projects[0].id, points: 2 }]), ['choices/0/points']);
});

test('a draft is kept and is no vote', async () => {
  const person = await vote.person('Ёлкин');
  const kept = await vote.call(person, 'PUT', `${id}/me/draft`, { choices: [{ project: projects[1].id, points: 1 }] });
  assert.equal(kept.status, 200);
  assert.deepEqual(kept.body, { district: null, choices: [{ project: projects[1].id, points: 1 }] }, 'it names what was sent');
  const me = (await vote.call(person, 'GET', `${id}/me`)).body;
  assert.equal(me.draft.choices[0].project, projects[1].id);
  assert.equal(me.cast, null);
  assert.equal((await vote.get(id)).body.turnout, 0);
  const gone = await vote.call(person, 'DELETE', `${id}/me/draft`);
  assert.deepEqual([gone.status, gone.body], [200, { district: null, choices: [] }]);
  assert.equal((await vote.call(person, 'GET', `${id}/me`)).body.draft, null);
  await vote.call(person, 'PUT', `${id}/me/draft`, { choices: [{ project: projects[0].id, points: 1 }] });
});

const receipts = new Map();  // by the voter's name
test('a ballot gives a receipt that says nothing of the choice, and asking again gives the same', async () => {
  const person = await vote.person('Ёлкин');
  const made = await vote.cast(person, id, [projects[0], projects[2]]);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { receipt } = made.body;
  assert.match(receipt.leaf, /^[0-9a-f]{64}$/);
  for (const each of projects) assert.ok(!JSON.stringify(receipt).includes(each.id) && !receipt.text.includes(each.title));
  const again = await vote.cast(person, id, [projects[1]]);
  assert.equal(again.status, 200);
  assert.equal(again.body.receipt.leaf, receipt.leaf);
  const me = (await person.call('GET', `/api/v1/campaigns/${id}/me`)).body;
  assert.equal(me.cast.leaf, receipt.leaf);
  assert.equal(me.draft, null);
  receipts.set('Ёлкин', receipt.leaf);
});

test('a thousand casts of one person at once are one vote; every answer is the same receipt or a clear refusal', async () => {
  const person = await vote.person('Ильина Мария');
  const answers = [];
  await Promise.all(Array.from({ length: 100 }, async () => {
    for (let i = 0; i < 10; i++) answers.push(await vote.cast(person, id, [projects[i % 3]]).catch(error => ({ status: 0, error })));
  }));
  assert.equal(answers.length, 1000);
  assert.equal(answers.filter(each => each.status === 201).length, 1);
  const leaves = new Set(answers.filter(each => each.status === 200 || each.status === 201).map(each => each.body.receipt.leaf));
  assert.equal(leaves.size, 1);
  for (const each of answers) assert.ok([200, 201, 503].includes(each.status), `${each.status} ${each.error ?? JSON.stringify(each.body)}`);
  receipts.set('Ильина', [...leaves][0]);
  const head = await vote.sealed(id, 2);
  assert.equal(head.size, 2);
});

test('another account of the same human is refused', async () => {
  const second = await vote.cast(await vote.person('Лугова'), id, [projects[0]]);
  assert.equal(second.status, 409, JSON.stringify(second.body));
  assert.equal(second.body.code, 'voted');
});

test('paper: entered by one, accepted by another; nobody votes on paper and on the portal', async () => {
  const sheet = { district: '', choices: [{ project: projects[1].id }] };
  const batch = { channel: 'paper', place: 'Дом культуры, с. Заречье', voters: [{ snils: '000-000-600 01' }, { snils: '112-233-445 95' }], ballots: [sheet, sheet] };
  const operator = await vote.staff('Бывшев'), other = await vote.staff('Прошлов');
  const twice = await vote.post(operator, `${id}/batches`, batch);
  assert.equal(twice.status, 422, JSON.stringify(twice.body));
  assert.deepEqual(twice.body.errors.map(each => [each.field, each.code]), [['voters/0', 'voted']]);
  const entered = await vote.post(operator, `${id}/batches`, { ...batch, voters: [batch.voters[1]], ballots: [sheet] });
  assert.equal(entered.status, 202, JSON.stringify(entered.body));
  assert.equal((await vote.post(operator, `${id}/batches/${entered.body.id}/accept`, {})).status, 403);
  const accepted = await vote.post(other, `${id}/batches/${entered.body.id}/accept`, {});
  assert.equal(accepted.status, 200, JSON.stringify(accepted.body));
  assert.equal((await vote.post(other, `${id}/batches/${entered.body.id}/accept`, {})).status, 409);
  const many = await vote.post(operator, `${id}/batches`, { ...batch, voters: [{ document: '1234 567890' }], ballots: [sheet, sheet] });
  assert.deepEqual(many.body.errors.map(each => each.field), ['voters']);
  const annulled = await vote.post(operator, `${id}/batches`, { ...batch, place: 'Лист без подписей', voters: [{ document: '1234 567890' }], ballots: [sheet] });
  assert.equal((await vote.post(other, `${id}/batches/${annulled.body.id}/accept`, {})).status, 200);
  vote.wrongBatch = annulled.body.id;
  assert.equal((await vote.post(await vote.person('Ёлкин'), `${id}/batches`, batch)).status, 403);
});

test('who voted on paper cannot vote on the portal, and the other way round is refused at the sheet', async () => {
  const shown = 'ppmi.shown', sheet = { channel: 'point', place: 'Школа', voters: [{ snils: '000-000-600 01' }], ballots: [{ choices: [{ project: projects[1].id }] }] };
  const entered = await vote.post(await vote.staff('Бывшев'), `${shown}/batches`, sheet);
  assert.equal((await vote.post(await vote.staff('Прошлов'), `${shown}/batches/${entered.body.id}/accept`, {})).status, 200);
  const refused = await vote.cast(await vote.person('Ильина Мария'), shown, [projects[0]]);
  assert.equal(refused.body.code, 'voted', JSON.stringify(refused.body));
});

test('a batch whose voter has voted on the portal meanwhile is not accepted, and nothing of it stays', async () => {
  const shown = 'ppmi.changing', sheet = { channel: 'point', place: 'Школа', voters: [{ snils: '000-000-600 01' }], ballots: [{ choices: [{ project: projects[1].id }] }] };
  const entered = await vote.post(await vote.staff('Бывшев'), `${shown}/batches`, sheet);
  assert.equal((await vote.cast(await vote.person('Ильина Мария'), shown, [projects[0]])).status, 201);
  const late = await vote.post(await vote.staff('Прошлов'), `${shown}/batches/${entered.body.id}/accept`, {});
  assert.equal(late.status, 422, JSON.stringify(late.body));
  assert.deepEqual(late.body.errors.map(each => each.code), ['voted']);
  assert.equal((await vote.call(await vote.staff('Бывшев'), 'GET', `${shown}/batches`)).body.batches[0].state, 'waiting');
});

test('a frozen vote takes nothing, and goes on when it is unfrozen', async () => {
  assert.equal((await vote.act(id, 'freeze')).status, 200);
  const refused = await vote.cast(await vote.person('Сегоднева'), id, [projects[0]]);
  assert.equal(refused.body.code, 'frozen');
  assert.equal((await vote.act(id, 'unfreeze')).status, 200);
  const made = await vote.cast(await vote.person('Сегоднева'), id, [projects[0]]);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  receipts.set('Сегоднева', made.body.receipt.leaf);
});

test('where the vote may be changed the last ballot counts and there is still one voter', async () => {
  const person = await vote.person('Ёлкин'), other = 'ppmi.changing';
  const one = await vote.cast(person, other, [projects[0]]), same = await vote.cast(person, other, [projects[0]]), two = await vote.cast(person, other, [projects[1]]);
  assert.deepEqual([one.status, same.status, two.status], [201, 200, 201]);
  assert.equal(same.body.receipt.leaf, one.body.receipt.leaf);
  assert.notEqual(two.body.receipt.leaf, one.body.receipt.leaf);
  assert.equal((await vote.sealed(other, 3)).size, 3);
  assert.equal((await vote.get(`${other}?of=two`)).body.turnout, 2);
});

test('running totals leak nowhere before the vote says so', async () => {
  const spec = await (await fetch(`${vote.portal.url}/api/v1/openapi.json`)).json();
  const paths = Object.entries(spec.paths).filter(([path, operations]) => operations.get && path.startsWith('/api/v1/') && !path.includes('/log'))
    .map(([path]) => path.replace(/\{id\}/g, path.includes('/campaigns/') ? id : 'ppmi').replace('{number}', encodeURIComponent(projects[0].number)));
  const look = async person => new Map(await Promise.all(paths.map(async path => [path, (await vote.call(person, 'GET', `${id}/me`)).body])));
  const who = [await vote.person('Дальнева'), await vote.staff('Римская-Корсакова'), await vote.staff('Белова')];
  const seen = [];
  for (const person of who) seen.push(await look(person));
  // One more voter for project 3; all that may move is the turnout and the log.
  const made = await vote.cast(await vote.person('Полнолетов Глеб'), id, [projects[2]]);
  assert.equal(made.status, 201);
  receipts.set('Полнолетов', made.body.receipt.leaf);
  await vote.sealed(id, 6);
  const moving = new Set(['turnout', 'turnout_by_hour', 'log', 'heads', 'leaves', 'now', 'computed_at', 'size', 'root', 'at', 'signature', 'csrf']);
  const still = value => JSON.stringify(value, (key, inner) => (moving.has(key) ? undefined : inner));
  for (const [i, person] of who.entries()) {
    const later = await look(person);
    for (const path of paths) assert.equal(still(later.get(path)), still(seen[i].get(path)), `${path} moved with a vote`);
    for (const tail of ['results', 'ballots.csv', 'ballots.json', 'opening']) {
      const answer = await person.call('GET', `/api/v1/campaigns/${id}/${tail}`);
      assert.ok([401, 403, 404, 409].includes(answer.status), `${tail} ${answer.status}`);
    }
  }
});

test('where the totals are shown they are shown, without winners', async () => {
  await vote.cast(await vote.person('Ёлкин'), 'ppmi.shown', [projects[2]]);
  await vote.clock('2026-11-25T10:00:00Z');  // the cache is of before
  const shown = (await vote.get('ppmi.shown/results')).body;
  assert.deepEqual(shown.districts[0].projects.map(each => each.votes), [0, 1, 1]);
  assert.ok(shown.districts[0].projects.every(each => !each.selected));
  assert.equal((await vote.get('ppmi.shown/ballots.json')).status, 409);
});

test('every receipt is in the log: proved by an independent implementation', async () => {
  const head = (await vote.get(`${id}/log/head`)).body;
  assert.ok(headIsSigned(id, head), 'the head is signed');
  const { leaves } = (await vote.get(`${id}/log/leaves`)).body;
  assert.equal(leaves.length, head.size);
  assert.equal(rootOf(leaves).toString('hex'), head.root);
  for (const [name, leaf] of receipts) {
    const proof = (await vote.get(`${id}/log/proof?leaf=${leaf}`)).body;
    assert.equal(leaves[proof.index], leaf, name);
    assert.equal(rootByPath(leaf, proof.index, proof.size, proof.path).toString('hex'), head.root, name);
    const broken = proof.path.with(0, leafHash(leaf).toString('hex'));
    assert.notEqual(rootByPath(leaf, proof.index, proof.size, broken).toString('hex'), head.root);
  }
  assert.equal((await vote.get(`${id}/log/proof?leaf=${'0'.repeat(64)}`)).status, 404);
});

test('each head is the beginning of the next', async () => {
  const { heads } = (await vote.get(`${id}/log/heads`)).body;
  assert.ok(heads.length >= 3);
  for (const head of heads) assert.ok(headIsSigned(id, head), `${head.size}`);
  const full = heads.filter(each => each.size > 0);
  for (let i = 1; i < full.length; i++) {
    const { path } = (await vote.get(`${id}/log/consistency?from=${full[i - 1].size}&to=${full[i].size}`)).body;
    const [old, fresh] = rootsByConsistency(full[i - 1].size, full[i].size, path, Buffer.from(full[i - 1].root, 'hex'));
    assert.equal(old.toString('hex'), full[i - 1].root);
    assert.equal(fresh.toString('hex'), full[i].root);
  }
});

test('observers see hours, heads and incidents, and no choice', async () => {
  const seen = await vote.call(await vote.staff('Римская-Корсакова'), 'GET', `${id}/observer`);
  assert.equal(seen.status, 200, JSON.stringify(seen.body));
  assert.equal(seen.body.turnout_by_hour.reduce((sum, each) => sum + each.count, 0), 6);
  assert.deepEqual([...new Set(seen.body.turnout_by_hour.map(each => each.channel))].sort(), ['paper', 'portal']);
  assert.ok(seen.body.incidents.some(each => each.kind === 'freeze'));
  assert.ok(!JSON.stringify(seen.body).includes(projects[0].id));
  assert.equal((await (await vote.person('Ёлкин')).call('GET', `/api/v1/campaigns/${id}/observer`)).status, 403);
});

test('annulment is an act of the counting commission and nothing is deleted', async () => {
  const centre = await vote.act(id, 'annul', { scope: 'batch', batch: vote.wrongBatch }, ['Белова', 'Безкодов']);
  assert.equal(centre.status, 403);
  const waiting = await vote.post(await vote.staff('Областной'), `${id}/actions`, { action: 'approve', request: (await (await vote.staff('Белова')).call('GET', '/api/v1/approvals')).body.items?.find(each => each.kind === 'campaign.annul')?.id });
  assert.equal(waiting.status, 200, JSON.stringify(waiting.body));
});

let results, files;
test('after the close: results, ballots in an order that says nothing, the tracker of each voter for them alone', async () => {
  assert.equal((await vote.act(id, 'publish').catch(error => error)).message?.includes('wrong_state'), true);
  results = await vote.publish();
  assert.deepEqual(results.turnout.by_channel.map(each => [each.channel, each.assurance, each.count]), [['paper', 'declared', 2], ['portal', 'confirmed', 4]]);
  assert.equal(results.annulled[0].count, 1);
  const rows = results.districts[0].projects;
  const ballots = (await vote.get(`${id}/ballots.json`)).body;
  assert.equal(ballots.ballots.length, 5);
  assert.deepEqual(ballots.not_counted.map(each => each.status), ['annulled']);
  for (const row of rows) assert.equal(row.votes, ballots.ballots.filter(each => each.choices.some(([project]) => project === row.id)).length);
  assert.equal(rows.filter(each => each.selected).length, 2);
  assert.ok(results.districts[0].rounds.length > 0 && rows.every(each => each.explanation));
  const places = ballots.ballots.map(each => sha256(results.seed, Buffer.of(0), each.tracker).toString('hex'));
  assert.deepEqual(places, places.toSorted());
  const me = async name => (await (await vote.person(name)).call('GET', `/api/v1/campaigns/${id}/me`)).body;
  const mine = ballots.ballots.find(each => each.tracker === undefined || each.tracker === '');
  assert.equal(mine, undefined);
  const { tracker } = await me('Ёлкин');
  assert.deepEqual(ballots.ballots.find(each => each.tracker === tracker).choices.map(([project]) => project).sort(), [projects[0].id, projects[2].id].sort());
  assert.equal((await me('Дальнева')).tracker, null);
  const csv = (await vote.get(`${id}/ballots.csv`)).text.trim().split('\r\n');
  assert.equal(csv.length, 7);
  assert.equal(csv[0].split(';').length, 5);
  const bytes = new Uint8Array(await (await fetch(`${vote.portal.url}/api/v1/campaigns/${id}/ballots.csv`)).arrayBuffer());
  assert.deepEqual([...bytes.slice(0, 3)], [0xEF, 0xBB, 0xBF], 'a spreadsheet reads Cyrillic by this mark');
  writeFileSync(join(vote.folder, 'ballots.pb'), (await vote.get(`${id}/ballots.pb`)).text);
  const counted = spawnSync(bin, ['tally', join(vote.folder, 'ballots.pb'), '--rule', 'greedy', '--ties', 'id', '--json'], { encoding: 'utf8' });
  assert.equal(counted.status, 0, counted.stdout + counted.stderr);
  assert.deepEqual(JSON.parse(counted.stdout).winners.toSorted(), rows.filter(each => each.selected).map(each => each.id).toSorted());
});

// `change` is of each file by its name; `keys` are the means of the check besides the files.
function verified(change = {}, { files: given = ['opening', 'results', 'csv', 'pb'], key = true } = {}) {
  const args = [];
  for (const name of ['ballots', 'log', ...given]) {
    const path = join(vote.folder, `${name}.file`), made = change[name];
    writeFileSync(path, !made ? files[name] : ['csv', 'pb'].includes(name) ? made(files[name]) : JSON.stringify(made(JSON.parse(files[name]))));
    args.push(`--${name}`, path);
  }
  if (key) args.push('--key', files.key);
  const run = spawnSync(bin, ['verify', ...args, '--json'], { encoding: 'utf8' });
  const found = JSON.parse(run.stdout || '{}');
  return { status: run.status, ...found, args, codes: (found.wrong || []).map(each => each.code), lacking: (found.unchecked || []).map(each => each.code) };
}

test('pochin verify finds a changed, a dropped and an added ballot, a changed log, changed terms and a changed result', async () => {
  const opened = await vote.call(await vote.staff('Областной'), 'GET', `${id}/opening`);
  assert.equal(opened.status, 200, JSON.stringify(opened.body));
  assert.equal((await (await vote.staff('Белова')).call('GET', `/api/v1/campaigns/${id}/opening`)).status, 403);
  const raw = await (await vote.staff('Областной')).go(`${vote.portal.url}/api/v1/campaigns/${id}/opening`);
  const text = async tail => (await (await fetch(`${vote.portal.url}/api/v1/campaigns/${id}/${tail}`)).text());
  files = { opening: await raw.text(), ballots: await text('ballots.json'), log: await text('log.json'), results: await text('results'), csv: await text('ballots.csv'), pb: await text('ballots.pb'), key: (await vote.get(id)).body.log.key };
  const fine = verified();
  assert.deepEqual([fine.status, fine.ok, fine.codes, fine.lacking, fine.leaves, fine.opened, fine.ballots], [0, true, [], [], 6, 6, 6], JSON.stringify(fine));
  const said = spawnSync(bin, ['verify', ...fine.args], { encoding: 'utf8' }).stdout;
  assert.match(said, /Всё сходится/);
  const other = json => json.projects.map(each => each.id);
  const lies = {
    ballot_changed: { ballots: json => { json.ballots[0].choices = [[other(json).find(each => !json.ballots[0].choices.some(([p]) => p === each)), 1]]; return json; } },
    ballot_missing: { ballots: json => { json.ballots.shift(); return json; } },
    ballot_extra: { ballots: json => { json.ballots.push({ count: 1, tracker: 'AAAA-BBBB-CCCC-DDDD', choices: [[other(json)[0], 1]] }); return json; } },
    log_end: { log: json => { json.leaves.pop(); return json; } },
    head_root: { log: json => { json.leaves[0] = json.leaves[1]; return json; } },
    head_signature: { log: json => { json.heads.at(-1).root = '0'.repeat(64); return json; } },
    head_terms: { log: json => { json.terms = json.terms.replace('"2000000.00"', '"1000000.00"'); return json; } },
    terms: { ballots: json => { json.projects[0].cost = '1'; return json; } },
    result_votes: { results: json => { json.districts[0].projects[0].votes++; return json; } },
    result_selected: { results: json => { json.districts[0].projects[0].selected = !json.districts[0].projects[0].selected; return json; } },
    result_field: { results: json => { json.districts[0].projects[0].granted = '1.00'; return json; } },
    result_signature: { results: json => { json.turnout.by_channel[0].count++; json.turnout.by_channel[1].count--; return json; } },
    result_turnout: { results: json => { json.turnout.total++; return json; } },
    result_annulled: { results: json => { json.annulled = []; return json; } },
    seed: { ballots: json => { json.seed = 'x'; return json; } },
    opening_missing: { opening: json => { json.entries.pop(); return json; } },
    csv: { csv: table => table.replace('=1', '=2') },
    pb: { pb: table => table.replace('2000000', '1000000') },
  };
  for (const [code, change] of Object.entries(lies)) {
    const found = verified(change);
    assert.equal(found.status, 1, code);
    assert.ok(found.codes.includes(code), `${code}: ${found.codes.join()}`);
  }
});

test('what pochin verify was not given it says, and then nothing "agrees"', () => {
  for (const [means, code] of [[{ key: false }, 'key'], [{ files: ['results'] }, 'opening'], [{ files: ['opening'] }, 'results']]) {
    const found = verified({}, means);
    assert.deepEqual([found.status, found.ok, found.codes, found.lacking], [3, false, [], [code]]);
    const said = spawnSync(bin, ['verify', ...found.args], { encoding: 'utf8' }).stdout;
    assert.doesNotMatch(said, /сходится/);
  }
});

test('the terms of the vote are hashed into every head and the results are signed: by an independent implementation', async () => {
  const log = JSON.parse(files.log), published = JSON.parse(files.results), hash = termsHash(log.terms);
  assert.equal(canonicalJson(JSON.parse(log.terms)), log.terms);
  assert.deepEqual(JSON.parse(log.terms).lists[0].projects.map(each => [each.id, each.number, each.name, each.cost]), projects.map(each => [each.id, each.number, each.title, each.cost]));
  for (const head of log.heads) assert.ok(head.terms === hash && headIsSigned(id, head));
  assert.ok(resultsAreSigned(id, hash, published));
  assert.ok(!resultsAreSigned(id, hash, { ...published, seed: 'x' }));
  assert.equal((await vote.get(id)).body.log.terms, hash);
  const { acts } = (await vote.call(await vote.staff('Римская-Корсакова'), 'GET', `${id}/observer`)).body;
  assert.equal(acts.find(each => each.action === 'open').details.terms_hash, hash, 'the protocol of the opening names it');
});

test('the opening file binds each entry of the log to one published ballot, by an independent implementation', () => {
  const opening = JSON.parse(files.opening), log = JSON.parse(files.log), published = JSON.parse(files.ballots);
  const ballots = new Map([...published.ballots, ...published.not_counted].map(each => [each.tracker, each.choices]));
  assert.deepEqual(opening.entries.map(each => each.leaf), log.leaves);
  for (const entry of opening.entries) {
    assert.equal(trackerOf(entry.nonce), entry.tracker);
    assert.equal(commitment(entry.nonce, canonical(id, published.kind, '', ballots.get(entry.tracker))), entry.leaf);
  }
  assert.equal(sha256(files.opening).toString('hex'), JSON.parse(files.results).opening_hash);
});

test('nothing public and nothing stored by itself links a receipt to a choice or a person', async () => {
  for (const path of ['', '/projects', '/results', '/ballots.json', '/ballots.csv', '/log.json', '/log/heads']) {
    const { text } = await vote.get(id + path);
    const leaf = [...receipts.values()].find(each => text.includes(each));
    if (leaf) assert.ok(path.startsWith('/log'), `${path} names a receipt`);
    const opening = JSON.parse(files.opening);
    for (const entry of opening.entries) {
      assert.ok(!text.includes(entry.nonce), `${path} has a nonce`);
      assert.ok(!(text.includes(entry.leaf) && text.includes(entry.tracker)), `${path} has a receipt beside its tracker`);
    }
  }
  // The log lies in the order of bytes within each batch, never in the order of time.
  const log = JSON.parse(files.log);
  let from = 0;
  for (const { size } of log.heads) {
    const batch = log.leaves.slice(from, size);
    assert.deepEqual(batch, batch.toSorted());
    from = size;
  }
  const rows = query => JSON.parse(spawnSync('python3', ['-c', `
import sqlite3, json, sys
db = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True)
print(json.dumps([[v.hex() if isinstance(v, bytes) else v for v in row] for row in db.execute(sys.argv[2])]))`, join(vote.portal.folder, 'data', 'pochin.db'), query], { encoding: 'utf8' }).stdout);
  const columns = table => rows(`SELECT name FROM pragma_table_info('${table}')`).flat();
  const shared = columns('participation').filter(each => columns('ballots').includes(each));
  assert.deepEqual(shared.sort(), ['assurance', 'campaign', 'channel', 'district'], 'participation and ballots share no key');
  assert.ok([...columns('participation'), ...columns('ballots')].every(each => !/_at$|time|hour|rowid/.test(each)), 'neither has a time');
  for (const table of ['participation', 'ballots']) assert.match(rows(`SELECT sql FROM sqlite_master WHERE name = '${table}'`)[0][0], /WITHOUT ROWID/);
  const keys = new Set(rows('SELECT voter FROM participation').flat());
  for (const [ballot] of rows('SELECT ballot FROM ballots')) assert.ok(!keys.has(ballot));
  // Where answers to requests, the audit and people are kept there is neither a receipt nor a project voted for.
  const kept = JSON.stringify([rows('SELECT * FROM idempotency_keys WHERE route LIKE \'%ballots%\''), rows('SELECT body FROM audit_log'), rows('SELECT * FROM ballot_drafts')]);
  for (const leaf of receipts.values()) assert.ok(!kept.includes(leaf));
  assert.deepEqual(rows('SELECT count(*) FROM idempotency_keys WHERE route LIKE \'%/ballots\''), [[0]]);
});

test('the access log has no query, no receipt and no choice', () => {
  const lines = vote.portal.log.join('').split('\n').filter(line => line.includes('/campaigns/')).join('\n');
  assert.ok(lines.includes('/ballots'), 'requests are logged');
  for (const leaf of receipts.values()) assert.ok(!lines.includes(leaf));
  for (const project of projects) assert.ok(!lines.includes(project.id));
});

test('what a person sees of a published vote survives a kill and a new start', async () => {
  const before = (await vote.get(`${id}/results`)).text;
  await vote.portal.end('SIGKILL');
  await vote.portal.serve();
  assert.deepEqual(JSON.parse((await vote.get(`${id}/results`)).text), JSON.parse(before));
  assert.equal((await vote.get(`${id}/log/head`)).body.size, 6);
});

test('every operation of voting answered as it is described', async () => {
  assert.equal((await vote.call(await vote.staff('Бывшев'), 'GET', `${id}/batches`)).body.batches.length, 2);
  await vote.get(id);
  const all = await fetch(`${vote.portal.url}/api/v1/campaigns?practice=ppmi`);
  vote.described('/api/v1/campaigns', 'get', all, await all.text());
  assert.deepEqual(vote.description.missing('/api/v1/campaigns'), []);
});
