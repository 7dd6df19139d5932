// Bad input to every endpoint that takes any: 4xx problem+json that names the field, never 500, nothing changed.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { Portal } from './portal.mjs';
import { act, login, patch, submitFull } from './people.mjs';

let portal, resident, neighbour, clerk, draft, path;
before(async () => {
  portal = await Portal.start();
  resident = await login(portal, 'resident');
  neighbour = await login(portal, 'neighbour');
  clerk = await login(portal, 'clerk');
  draft = await resident.create();
  path = `/api/v1/applications/${draft.body.id}`;
});
after(() => portal.stop());

const etag = () => draft.headers.get('etag');

// Sends exactly these bytes and headers.
function raw(person, method, target, body, headers = {}) {
  return new Promise((done, failed) => {
    const sent = request(portal.url + target, { method, headers: {
      cookie: person.cookie, 'x-csrf-token': person.csrf, origin: portal.url, 'content-type': 'application/json',
      'if-match': etag(), 'idempotency-key': person.key(), 'content-length': Buffer.byteLength(body), ...headers } }, answer => {
      const parts = [];
      answer.on('data', part => parts.push(part));
      answer.on('end', () => done({ status: answer.statusCode, type: answer.headers['content-type'] || '', text: Buffer.concat(parts).toString() }));
    });
    sent.on('error', failed);
    sent.end(body);
  });
}

async function unchanged() {
  const now = await resident.call('GET', path);
  assert.equal(now.headers.get('etag'), etag(), 'the application was changed');
  assert.deepEqual(now.body.answers, draft.body.answers);
}

function refused(answer, what, statuses) {
  assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status} ${answer.text}`);
  if (statuses) assert.ok([statuses].flat().includes(answer.status), `${what}: ${answer.status} instead of ${statuses}: ${answer.text}`);
  assert.match(answer.type, /^application\/problem\+json/, `${what}: ${answer.type}`);
  return JSON.parse(answer.text);
}

const writers = () => [
  ['POST', '/api/v1/applications'], ['PATCH', `${path}/answers`], ['POST', `${path}/actions/withdraw`], ['POST', `${path}/files`],
];

test('bodies that are no good JSON', async () => {
  const bad = { 'no JSON': ['{', 400], 'broken UTF-8': [Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400], 'a list': ['[]', 422], 'a number': ['5', 422], 'null': ['null', 422],
    'a member twice': ['{"comment":"a","comment":"b"}', 400], 'too deep': ['{"a":'.repeat(100) + '1' + '}'.repeat(100), 400], 'unknown member': ['{"surprise":1}', 422], 'too big': [JSON.stringify({ comment: 'ж'.repeat(2e6) }), 413] };
  for (const [method, target] of writers()) {
    for (const [what, [body, status]] of Object.entries(bad)) refused(await raw(resident, method, target, body), `${method} ${target} ${what}`, status);
    refused(await raw(resident, method, target, '{}', { 'content-type': 'text/plain' }), `${method} ${target} text/plain`, 415);
  }
  await unchanged();
});

test('no token, a wrong token, another site: 403; no login: 401', async () => {
  for (const [method, target] of [...writers(), ['DELETE', `${path}/files/f1`], ['PUT', `${path}/files/f1?offset=0`], ['POST', '/auth/logout']]) {
    for (const headers of [{ 'x-csrf-token': '' }, { 'x-csrf-token': 'x'.repeat(43) }, { origin: 'https://evil.test' }]) refused(await raw(resident, method, target, '{}', headers), `${method} ${target}`, 403);
    refused(await raw(resident, method, target, '{}', { cookie: '' }), `${method} ${target} without login`, 401);
    refused(await raw(resident, method, target, '{}', { cookie: '__Host-sid=' + 'A'.repeat(43) }), `${method} ${target} with a made-up cookie`, 401);
  }
  await unchanged();
});

test('other people’s and made-up ids are the same 404', async () => {
  const made = refused(await raw(neighbour, 'GET', '/api/v1/applications/aNothing', ''), 'missing', 404);
  assert.deepEqual(refused(await raw(neighbour, 'GET', path, ''), 'foreign', 404), made);
  for (const [method, target, body] of [['PATCH', `${path}/answers`, '{"set":{"name":"Чужое"}}'], ['POST', `${path}/actions/withdraw`, '{"comment":"x"}'], ['POST', `${path}/files`, '{"field":"estimate","name":"a.pdf","size":9}'], ['GET', `${path}/files/f1`, ''], ['GET', `${path}/files/f1/status`, ''], ['DELETE', `${path}/files/f1`, ''], ['PUT', `${path}/files/f1?offset=0`, 'x']]) {
    refused(await raw(neighbour, method, target, body), `${method} ${target}`, 404);
    refused(await raw(clerk, method, target, body), `${method} ${target} by a clerk: it is a draft`, 404);
  }
  for (const target of ['/api/v1/practices/none', '/api/v1/practices/none/rating', '/api/v1/projects/none', `${path}/files/none`]) refused(await raw(resident, 'GET', target, ''), target, 404);
  for (const id of ['%27%20OR%201=1--', '..%2f..%2fetc', 'a'.repeat(3000)]) refused(await raw(resident, 'GET', `/api/v1/applications/${id}`, ''), id.slice(0, 20));
  refused(await raw(resident, 'GET', '/api/v1/applications/%ff', ''), 'broken UTF-8 in the path', 400);
  await unchanged();
});

test('wrong kinds of answers name their field', async () => {
  for (const [set, field] of [[{ name: 5 }, 'name'], [{ name: null }, 'name'], [{ plan: 'нет' }, 'plan'], [{ plan: [{ id: 'r1', no: '1' }] }, 'plan/r1/no'], [{ plan: [5] }, 'plan'], [{ estimate: 'a' }, 'estimate'], [{ estimate: [{ id: 'f1' }] }, 'estimate'], [{ cost_total: '5' }, 'cost_total'], [{ nowhere: 'x' }, 'nowhere']]) {
    const problem = refused(await raw(resident, 'PATCH', `${path}/answers`, JSON.stringify({ set })), JSON.stringify(set), 422);
    assert.ok(problem.errors.some(e => e.field.startsWith(field.split('/')[0])), JSON.stringify(problem));
  }
  await unchanged();
});

test('versions and keys: 428 without If-Match, 412 with a stale or another one, 400 without a key', async () => {
  const bare = (method, target, body, headers) => resident.call(method, target, body, headers);
  assert.equal((await bare('PATCH', `${path}/answers`, { set: { name: 'Мост' } })).status, 428);
  assert.equal((await bare('POST', `${path}/actions/withdraw`, { comment: 'x' }, { 'idempotency-key': resident.key() })).status, 428);
  assert.equal((await patch(resident, draft.body.id, '"999"', { name: 'Мост' })).status, 412);
  assert.ok((await patch(resident, draft.body.id, 'abc', { name: 'Мост' })).status < 500);
  assert.equal((await bare('POST', '/api/v1/applications', { practice: 'ppmi', municipality: '86500411' })).status, 400);
  assert.equal((await bare('POST', `${path}/actions/withdraw`, { comment: 'x' }, { 'if-match': etag() })).status, 400);
  await unchanged();
});

test('an action by whom it is not for, or at the wrong time, says so', async () => {
  for (const action of ['accept', 'return', 'register', 'admit', 'resubmit', 'nothing']) {
    const answer = await act(resident, draft.body.id, etag(), action, { comment: 'x' });
    assert.ok([403, 404, 409].includes(answer.status), `${action}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  const a = await submitFull(resident);
  assert.equal((await act(clerk, a.id, a.etag, 'return', {})).status, 422);
  assert.equal((await act(clerk, a.id, a.etag, 'return', { remarks: [{ field: 'nowhere', text: 'x' }] })).status, 422);
  assert.equal((await patch(resident, a.id, a.etag, { name: 'Поздно' })).status >= 403, true);
  await unchanged();
});

test('queries out of range name their parameter', async () => {
  for (const [target, field] of [['/api/v1/projects?limit=0', 'limit'], ['/api/v1/projects?limit=x', 'limit'], ['/api/v1/projects?practice=none', 'practice'], ['/api/v1/projects?cursor=none', 'cursor'], ['/api/v1/applications?view=all', 'view']]) {
    const problem = refused(await raw(resident, 'GET', target, ''), target, 422);
    assert.ok(problem.errors.some(e => e.field === field), JSON.stringify(problem));
  }
});
