// Somebody asks for a field that was not meant for them, or sends one that was not theirs to fill.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from './database.mjs';
import { act, answers, login, patch, submitFull } from './people.mjs';
import { Portal } from './portal.mjs';

let portal, author, clerk, centre, neighbour, application;
before(async () => {
  portal = await Portal.start({ packs: ['ppmi', 'tver'].map(each => fileURLToPath(new URL(`../../web/packs/${each}.json`, import.meta.url))) });
  [author, clerk, centre, neighbour] = await Promise.all(['resident', 'clerk', 'centre', 'neighbour'].map(kind => login(portal, kind)));
  application = await submitFull(author);
  const accepted = await act(clerk, application.id, application.etag, 'accept');
  const registered = await act(centre, application.id, accepted.headers.get('etag'), 'register');
  const noted = await patch(centre, application.id, registered.headers.get('etag'), { points_plus: '7,77', points_comment: 'Служебная пометка: связаться с прокуратурой' });
  assert.equal(noted.status, 200, JSON.stringify(noted.body));
});
after(() => portal?.stop());

const personal = [answers.head_phone, answers.executor_phone, answers.head_name, 'Ильина Мария Сергеевна', 'ilyina@example.ru', '1000000001', '000-000-600 01', '14.03.1985', '1985-03-14'];

test('what everybody may read names no telephone, no birthday, no account and no person of the group', async () => {
  const spec = await (await fetch(`${portal.url}/api/v1/openapi.json`)).json();
  const open = Object.entries(spec.paths).filter(([path, methods]) => methods.get && path.startsWith('/api/')).map(([path]) => path.replace('{id}', 'ppmi').replace('{number}', encodeURIComponent(application.number))).filter(path => !path.includes('{'));
  let read = 0;
  for (const path of [...open, ...open.map(path => `${path}?fields=*&include=author,answers&expand=all&view=all&debug=1`), '/', '/projects', `/projects/${encodeURIComponent(application.number)}`]) {
    const answer = await fetch(portal.url + path), text = await answer.text();
    if (answer.status !== 200) continue;
    read += text.includes('колодца') ? 1 : 0;
    for (const each of personal) assert.ok(!text.includes(each), `${path} says ${each}`);
  }
  assert.ok(read >= 3, 'the project is shown nowhere: nothing was tried');
});

test('no address of the API that is not described answers: there is no second door to the same data', async () => {
  for (const path of ['/graphql', '/api', '/api/v1', '/api/v2/applications', '/api/v1/users', '/api/v1/people', '/api/v1/people/1', '/api/v1/me', '/api/v1/files', '/api/v1/export', '/api/v1/open-data', '/api/v1/applications.json', `/api/v1/applications/${application.id}.json`, `/api/v1/applications/${application.id}/answers`, `/api/v1/applications/${application.id}/history`, `/api/v1/projects/${encodeURIComponent(application.number)}/author`, '/metrics', '/debug', '/status', '/.env', '/data/pochin.db', '/uploads']) {
    for (const headers of [{}, { accept: 'application/json' }, { 'x-http-method-override': 'DELETE' }]) {
      const answer = await fetch(portal.url + path, { headers });
      assert.ok([401, 404, 405].includes(answer.status), `${path}: ${answer.status}`);
      const text = await answer.text();
      for (const each of personal) assert.ok(!text.includes(each), path);
    }
  }
});

test('the staff’s part of an application is not shown to its author', async () => {
  assert.match(JSON.stringify((await centre.call('GET', `/api/v1/applications/${application.id}`)).body), /прокуратурой/);
  for (const path of [`/api/v1/applications/${application.id}`, '/api/v1/applications', '/api/v1/me/data'])
    assert.doesNotMatch(JSON.stringify((await author.call('GET', path)).body), /прокуратурой|points_plus|points_comment/, path);
});

test('the form of the staff’s part goes to whoever reads the answers to it, past every cache, and to nobody else', async () => {
  const address = `/api/v1/applications/${application.id}/office`, given = await centre.call('GET', address);
  assert.equal(given.status, 200, JSON.stringify(given.body));
  assert.equal(given.headers.get('cache-control'), 'no-store');
  assert.match(JSON.stringify(given.body.form), /points_comment/);
  assert.deepEqual(given.body.sections.map(each => [each.id, each.fills.includes('points_plus'), each.why]), [['staff', true, null]]);
  const read = await clerk.call('GET', address);
  assert.deepEqual(read.body.sections.map(each => [each.id, each.fills, each.why]), [['staff', [], 'not_allowed']]);
  assert.equal((await author.call('GET', address)).status, 403);
  assert.equal((await neighbour.call('GET', address)).status, 404);
  assert.equal((await fetch(portal.url + address)).status, 401);
  // The practice that everybody reads stays without it, also for those who have just asked.
  for (const answer of [await fetch(`${portal.url}/api/v1/practices/ppmi`), await fetch(`${portal.url}/api/v1/practices/ppmi?staff`), await centre.go(`${portal.url}/api/v1/practices/ppmi`)])
    assert.doesNotMatch(await answer.text(), /points_comment|Почему изменены баллы/);
});

test('what an official sends by hand and the field does not take is refused at that field', async () => {
  const { headers } = await centre.call('GET', `/api/v1/applications/${application.id}`);
  const refused = await patch(centre, application.id, headers.get('etag'), { points_plus: '500', points_comment: 'Много' });
  assert.equal(refused.status, 422, JSON.stringify(refused.body));
  assert.deepEqual(refused.body.errors.map(each => each.field), ['points_plus']);
});

// What the author sees of the own application while they have a role besides.
async function serving(role, scope) {
  const granting = ['grant', '--oid', '1000000001', '--role', role, ...(scope ? ['--scope', scope] : [])];
  await portal.ran(...granting);
  const seen = [await author.call('GET', `/api/v1/applications/${application.id}`), await author.call('GET', '/api/v1/me/data')];
  await portal.ran(...granting, '--revoke');
  for (const each of seen) assert.equal(each.status, 200, role);
  return JSON.stringify(seen.map(each => each.body));
}

test('nor to an author who serves elsewhere: a role in another place opens nothing here', async () => {
  for (const [role, scope] of [['polling_operator', 'ppmi'], ['municipal_operator', '86500415'], ['system_admin', ''], ['project_centre_operator', 'tver']])
    assert.doesNotMatch(await serving(role, scope), /прокуратурой|points_plus/, role);
});

test('nor to an author who judges applications of others or pays for them', async () => {
  for (const [role, scope] of [['sector_expert', ''], ['commission_member', 'ppmi'], ['commission_chair', 'ppmi'], ['finance_officer', '']])
    assert.doesNotMatch(await serving(role, scope), /прокуратурой|points_plus/, role);
});

test('an author who keeps the practice or audits it sees it, as the table says', async () => {
  for (const [role, scope] of [['project_centre_operator', 'ppmi'], ['commission_secretary', 'ppmi'], ['auditor', '']])
    assert.match(await serving(role, scope), /прокуратурой/, role);
});

test('an author who fills the staff’s part, or what the portal counts itself, is refused and nothing is kept', async () => {
  const draft = await author.create(), id = draft.body.id, etag = draft.headers.get('etag');
  for (const set of [{ points_plus: '100' }, { points_comment: 'Очень хороший проект' }, { points_note: '100' }, { cost_total: '1' }]) {
    const refused = await patch(author, id, etag, { name: 'Мост через Заречку', ...set });
    assert.ok([403, 422].includes(refused.status), JSON.stringify(set));
  }
  assert.deepEqual((await author.call('GET', `/api/v1/applications/${id}`)).body.answers, draft.body.answers);
});

test('members that no form has — the state, the number, the author — are refused wherever they are put', async () => {
  const draft = await author.create(), id = draft.body.id, etag = draft.headers.get('etag');
  const extra = { state: 'admitted', number: 'ППМИ-2027-0001', author: 'p2', author_id: 2, version: 99, mine: true, id: 'a1', roles: ['system_admin'], __proto__: { admin: true } };
  for (const [key, value] of Object.entries(extra)) {
    const bodies = [['POST', '/api/v1/applications', { practice: 'ppmi', municipality: '86500411', [key]: value }], ['PATCH', `/api/v1/applications/${id}/answers`, { set: {}, [key]: value }], ['PATCH', `/api/v1/applications/${id}/answers`, { set: { [key]: value } }], ['POST', `/api/v1/applications/${id}/actions/withdraw`, { comment: 'x', [key]: value }], ['POST', `/api/v1/applications/${id}/files`, { field: 'estimate', name: 'a.pdf', size: 9, [key]: value }]];
    for (const [method, path, body] of bodies) {
      const refused = await author.call(method, path, body, { 'if-match': etag, 'idempotency-key': author.key() });
      assert.equal(refused.status, 422, `${method} ${path} with ${key}: ${refused.status} ${JSON.stringify(refused.body)}`);
    }
  }
  const kept = (await author.call('GET', `/api/v1/applications/${id}`)).body;
  assert.deepEqual([kept.state, kept.number, kept.answers, kept.mine], ['draft', null, draft.body.answers, true]);
  assert.equal(sql(portal, `SELECT count(*) FROM applications WHERE author_id = 2 AND id = '${id}'`).rows[0][0], 0);
});

test('another’s key of repetition gives nobody another’s answer', async () => {
  const key = author.key(), body = { practice: 'ppmi', municipality: '86500411' };
  const mine = await author.call('POST', '/api/v1/applications', body, { 'idempotency-key': key });
  const theirs = await neighbour.call('POST', '/api/v1/applications', body, { 'idempotency-key': key });
  assert.deepEqual([mine.status, theirs.status], [201, 201]);
  assert.notEqual(mine.body.id, theirs.body.id);
  assert.equal((await neighbour.call('GET', `/api/v1/applications/${mine.body.id}`)).status, 404);
});
