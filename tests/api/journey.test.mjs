import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Portal } from './portal.mjs';
import { act, login, patch, submitFull } from './people.mjs';

let portal;
before(async () => { portal = await Portal.start(); });
after(() => portal.stop());

test('from the resident to the rating and the public card, over HTTP and through ЕСИА', async () => {
  const resident = await login(portal, 'resident'), clerk = await login(portal, 'clerk'), centre = await login(portal, 'centre');
  assert.match((await resident.session()).person.short_name, /Ильина/);
  const a = await submitFull(resident);
  assert.match(a.number, /^ППМИ-2027-\d{4}$/);
  assert.match(a.body.submitted_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const queue = (await clerk.call('GET', '/api/v1/applications?view=queue')).body.items;
  assert.ok(queue.some(item => item.number === a.number));
  const returned = await act(clerk, a.id, a.etag, 'return', { remarks: [{ field: 'meeting_count', text: 'Уточните по протоколу' }] });
  assert.equal(returned.status, 200, JSON.stringify(returned.body));
  const fixed = await patch(resident, a.id, returned.headers.get('etag'), { meeting_count: '60' });
  const again = await act(resident, a.id, fixed.headers.get('etag'), 'resubmit');
  assert.equal(again.status, 200, JSON.stringify(again.body));
  const accepted = await act(clerk, a.id, again.headers.get('etag'), 'accept');
  const registered = await act(centre, a.id, accepted.headers.get('etag'), 'register');
  assert.equal(registered.status, 200, JSON.stringify(registered.body));
  const rating = (await centre.call('GET', '/api/v1/practices/ppmi/rating')).body;
  assert.ok(rating.rows.find(row => row.number === a.number));
  const card = await fetch(`${portal.url}/api/v1/projects/${encodeURIComponent(a.number)}`);
  assert.equal(card.status, 200);
  assert.equal((await card.json()).title, 'Ремонт колодца в Малых Ключах');
});

test('two clerks at once: one decides, the other is told who was first', async () => {
  const resident = await login(portal, 'resident'), one = await login(portal, 'clerk'), two = await login(portal, 'secondClerk');
  const a = await submitFull(resident);
  const answers = await Promise.all([act(one, a.id, a.etag, 'accept'), act(two, a.id, a.etag, 'accept')]);
  assert.deepEqual(answers.map(x => x.status).sort(), [200, 412]);
  const refused = answers.find(x => x.status === 412).body;
  assert.equal(refused.code, 'conflict');
  assert.ok(refused.current.changed_by && refused.current.changed_at);
});

test('a submission sent many times at once under one key is done once', async () => {
  const resident = await login(portal, 'resident');
  const key = resident.key();
  const body = { practice: 'ppmi', municipality: '86500411' };
  const answers = await Promise.all(Array.from({ length: 8 }, () => resident.call('POST', '/api/v1/applications', body, { 'idempotency-key': key })));
  assert.deepEqual([...new Set(answers.map(x => x.status))], [201]);
  assert.equal(new Set(answers.map(x => x.body.id)).size, 1);
  const other = await resident.call('POST', '/api/v1/applications', { ...body, municipality: '86500415' }, { 'idempotency-key': key });
  assert.equal(other.status, 422);
});

test('a public answer that did not change is 304', async () => {
  for (const path of ['/api/v1/portal', '/api/v1/practices/ppmi', '/api/v1/territories', '/api/v1/projects']) {
    const first = await fetch(portal.url + path);
    await first.arrayBuffer();
    const second = await fetch(portal.url + path, { headers: { 'if-none-match': first.headers.get('etag') } });
    await second.arrayBuffer();
    assert.equal(second.status, 304, path);
  }
});

test('what was acknowledged is there after kill -9 and a new start', async () => {
  const resident = await login(portal, 'resident');
  const made = await resident.create();
  let etag = made.headers.get('etag');
  for (let i = 1; i <= 5; i++) {
    const saved = await patch(resident, made.body.id, etag, { name: `Название номер ${i}` });
    etag = saved.headers.get('etag');
  }
  await portal.end('SIGKILL');
  await portal.serve();
  const kept = await resident.call('GET', `/api/v1/applications/${made.body.id}`);
  assert.equal(kept.headers.get('etag'), etag);
  assert.equal(kept.body.answers.name, 'Название номер 5');
});

test('SIGTERM ends the server with 0', async () => {
  assert.equal(await portal.end('SIGTERM'), 0);
  await portal.serve();
});
