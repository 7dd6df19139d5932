// The description against the running server: every operation answers as described, and nothing else is answered.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person } from '../lib/person.mjs';
import { Description } from './described.mjs';
import { Portal } from './portal.mjs';
import { login, submitFull, upload } from './people.mjs';

let portal, spec, description;
before(async () => {
  portal = await Portal.start();
  description = await Description.of(portal);
  spec = description.spec;
});
after(() => portal.stop());

// Walked with the same description by login.test.mjs, voting.test.mjs, the scenarios (tests/scenarios) and by the unit tests
// of staff, approvals and own data: they need roles, a vote or a whole cycle, or end sessions.
const elsewhere = /\/api\/v1\/campaigns\/|\/auth\/\{door\}|\/auth\/demo|everywhere|approvals\/|consent|invitations|grants|installation|audit|erasure|sessions\/|\/(adjustments|commissions|conflicts|conversions|experts|finance|ideas|in-kind|lots|meetings|money|opinions|payments|questions|refund|remarks|repayments|runs|sheets?)(\/|$)/;

test('every described operation answers as described, for the one it is for, for a visitor and for a stranger', async () => {
  const resident = await login(portal, 'resident'), clerk = await login(portal, 'clerk'), centre = await login(portal, 'centre');
  const neighbour = await login(portal, 'neighbour'), visitor = new Person(portal.url);
  const handed = await submitFull(resident);
  const draft = await resident.create(), other = await resident.create(), spare = await resident.create();
  const [file] = await upload(resident, draft.body.id, 'estimate'), [kept] = await upload(resident, draft.body.id, 'offers');
  const number = (await (await fetch(`${portal.url}/api/v1/projects`)).json()).items[0].number;
  const values = { '/api/v1/applications/{id}': { id: spare.body.id }, '/api/v1/practices/{id}': { id: 'ppmi' }, '/api/v1/practices/{id}/about': { id: 'ppmi' }, '/api/v1/practices/{id}/rating': { id: 'ppmi' }, '/api/v1/applications/{id}/actions/{action}': { id: other.body.id, action: 'withdraw' }, '/api/v1/applications/{id}/files/{file}/status': { id: draft.body.id, file: kept.id }, '/api/v1/applications/{id}/office': { id: handed.id }, default: { id: draft.body.id, file: file.id, number } };
  const bodies = {
    'post /api/v1/applications': { practice: 'ppmi', municipality: '86500411' },
    'patch /api/v1/applications/{id}/answers': { set: { name: 'Мост через Заречку' } },
    'post /api/v1/applications/{id}/actions/{action}': { comment: 'Передумали' },
    'post /api/v1/applications/{id}/files': { field: 'estimate', name: 'a.pdf', size: 9 },
  };
  const successes = new Set();
  for (const [path, operations] of Object.entries(spec.paths)) {
    for (const method of Object.keys(operations)) {
      if (elsewhere.test(path)) continue;
      for (const person of [visitor, neighbour, clerk, centre, resident]) {
        const target = path.replace(/\{(\w+)\}/g, (_, key) => encodeURIComponent((values[path] || values.default)[key]));
        const needs = (operations[method].parameters || []).map(p => p.name);
        const current = needs.includes('If-Match') ? (await resident.call('GET', `/api/v1/applications/${(values[path] || values.default).id}`)).headers.get('etag') : '';
        const headers = { ...(needs.includes('If-Match') && current ? { 'if-match': current } : {}), ...(needs.includes('Idempotency-Key') ? { 'idempotency-key': person.key() } : {}) };
        if (path === '/auth/logout' && person !== visitor) continue; // last, below
        const unsafe = method !== 'get';
        const body = bodies[`${method} ${path}`];
        const raw = method === 'put' ? '%PDF-1.4\n' : body && JSON.stringify(body);
        const answer = await person.go(portal.url + target + (method === 'put' ? '?offset=0' : ''), { method: method.toUpperCase(), body: raw, headers: {
          ...headers, ...(unsafe ? { 'x-csrf-token': person.csrf, origin: portal.url } : {}), ...(raw ? { 'content-type': method === 'put' ? 'application/octet-stream' : 'application/json' } : {}) } });
        const text = await answer.text();
        assert.ok(answer.status < 500, `${method} ${path}: ${answer.status} ${text}`);
        description.check(path, method, answer, text);
        if (answer.status < 300) successes.add(`${method} ${path}`);
      }
    }
  }
  const out = await resident.call('POST', '/auth/logout');
  assert.equal(out.status, 204);
  successes.add('post /auth/logout');
  const all = Object.entries(spec.paths).flatMap(([path, o]) => Object.keys(o).map(m => `${m} ${path}`)).filter(x => !elsewhere.test(x.split(' ')[1]));
  assert.deepEqual(all.filter(x => !successes.has(x)), [], 'these never succeeded');
});

test('what is not described is not there: 404 and 405 with Allow, as problems', async () => {
  const missing = await fetch(`${portal.url}/api/v1/nothing`);
  assert.equal(missing.status, 404);
  assert.match(missing.headers.get('content-type'), /problem\+json/);
  const clock = await fetch(`${portal.url}/api/v1/test/clock`, { method: 'POST', body: '{"now":"2026-11-10T12:00:00Z"}', headers: { 'content-type': 'application/json' } });
  assert.equal(clock.status, 404);
  for (const path of Object.keys(spec.paths)) {
    if (path.includes('{') || spec.paths[path].delete) continue;
    const answer = await fetch(portal.url + path, { method: 'DELETE', redirect: 'manual' });
    assert.equal(answer.status, 405, path);
    assert.ok(answer.headers.get('allow'), path);
  }
});
