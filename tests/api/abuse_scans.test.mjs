// The address of a scan gets out: in a message, in the history of a browser, from somebody who was dismissed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from './database.mjs';
import { act, kinds, login, submitFull } from './people.mjs';
import { Person } from '../lib/person.mjs';
import { Portal } from './portal.mjs';

let portal, author, clerk, application, scan;
before(async () => {
  portal = await Portal.start();
  author = await login(portal, 'resident');
  clerk = await login(portal, 'clerk');
  application = await submitFull(author);
  const { body } = await author.call('GET', `/api/v1/applications/${application.id}`);
  scan = `/api/v1/applications/${application.id}/files/${body.answers.property_extract[0].id}`;
});
after(() => portal?.stop());

const look = (path, headers = {}) => fetch(portal.url + path, { headers });

test('the address opens nothing by itself: without a session 401, with another person’s 404, in every spelling', async () => {
  const neighbour = await login(portal, 'neighbour');
  const [etag] = [(await look(scan, { cookie: author.cookie })).headers.get('etag')];
  for (const path of [scan, `${scan}?view=inline`, `${scan}?token=x&expires=9999999999&signature=x`, `${scan}?sid=${author.cookie.split('=')[1]}`, `${scan}?csrf=${author.csrf}`]) {
    for (const headers of [{}, { 'if-none-match': etag }, { range: 'bytes=0-9' }, { 'x-csrf-token': author.csrf }, { authorization: `Bearer ${author.cookie.split('=')[1]}` }])
      assert.equal((await look(path, headers)).status, 401, path);
    assert.equal((await look(path, { cookie: neighbour.cookie, 'if-none-match': etag })).status, 404, path);
    assert.equal((await fetch(portal.url + path, { method: 'HEAD', headers: { cookie: neighbour.cookie } })).status, 404, path);
  }
});

test('no answer holds an address of a scan that works without its session', async () => {
  const { body } = await author.call('GET', `/api/v1/applications/${application.id}`);
  const addresses = JSON.stringify(body).match(/https?:\/\/[^"\\]+/g) ?? [];
  assert.deepEqual(addresses, []);
  assert.ok(!/signature|expires_in|token/i.test(JSON.stringify(body.answers)));
});

test('a browser and a proxy are told to keep no copy', async () => {
  for (const path of [scan, `${scan}?view=inline`]) {
    const answer = await look(path, { cookie: author.cookie });
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.headers.get('referrer-policy'), 'same-origin');
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'same-origin');
  }
});

test('it ends with the session: after logging out, everywhere too', async () => {
  const one = await login(portal, 'resident'), two = await login(portal, 'resident');
  assert.equal((await look(scan, { cookie: one.cookie })).status, 200);
  const cookies = [one.cookie, two.cookie];
  assert.equal((await one.call('POST', '/auth/logout-everywhere')).status, 204);
  for (const cookie of cookies) assert.equal((await look(scan, { cookie })).status, 401);
  author = await login(portal, 'resident');
});

test('every view by the staff is a line of the log; the author’s own is not', async () => {
  const lines = () => sql(portal, "SELECT count(*) FROM audit_log WHERE kind = 'file.viewed'").rows[0][0], before = lines();
  assert.equal((await look(scan, { cookie: author.cookie })).status, 200);
  assert.equal(lines(), before);
  assert.equal((await look(scan, { cookie: clerk.cookie })).status, 200);
  assert.equal((await look(`${scan}?view=inline`, { cookie: clerk.cookie })).status, 200);
  assert.equal(lines(), before + 2);
});

test('who was dismissed keeps nothing: the role goes, and the address with it, in the same session', async () => {
  const handed = await submitFull(author), key = clerk.key();
  const decide = () => act(clerk, handed.id, handed.etag, 'return', { remarks: [{ field: 'name', text: 'Уточните' }] }, key);
  const first = await decide();
  assert.equal(first.status, 200);
  assert.deepEqual((await decide()).body, first.body, 'while the role holds the answer may be asked for again');
  assert.equal((await look(scan, { cookie: clerk.cookie })).status, 200);
  await portal.ran('grant', '--oid', '1000000010', '--role', 'municipal_operator', '--scope', '86500411', '--revoke');
  assert.equal((await look(scan, { cookie: clerk.cookie })).status, 404);
  assert.equal((await look(scan.replace(/\/files.*/, ''), { cookie: clerk.cookie })).status, 404);
  const again = await decide();
  assert.ok(again.status >= 400, 'the answer that was kept for a repetition is given to whom it is not for any more');
  assert.ok(!JSON.stringify(again.body).includes('+7 900'), JSON.stringify(again.body));
});

test('a scan of one’s neighbour does not come under one’s own application', async () => {
  const neighbour = await Person.login(portal, kinds.neighbour), own = (await neighbour.create()).body.id;
  for (const tail of ['', '/status']) assert.equal((await neighbour.call('GET', `/api/v1/applications/${own}/files/${scan.split('/').at(-1)}${tail}`)).status, 404);
  const made = await neighbour.call('GET', `/api/v1/applications/${own}`);
  const stolen = await neighbour.call('PATCH', `/api/v1/applications/${own}/answers`, { set: { property_extract: [{ id: scan.split('/').at(-1), name: 'a.pdf', type: 'application/pdf', size: 9 }] } }, { 'if-match': made.headers.get('etag') });
  assert.equal(stolen.status, 422);
  assert.equal((await act(neighbour, application.id, application.etag, 'withdraw', { comment: 'Чужая' })).status, 404);
});

test('the files lie where no address leads, under names that say nothing', async () => {
  const [[sha256]] = sql(portal, 'SELECT sha256 FROM files WHERE sha256 IS NOT NULL LIMIT 1').rows;
  for (const path of [`/uploads/${sha256}`, `/kept/${sha256.slice(0, 2)}/${sha256}`, `/assets/${sha256}`, `/assets/..%2f..%2fdata%2fuploads%2fkept%2f${sha256.slice(0, 2)}%2f${sha256}`, `${scan.replace(/[^/]+$/, sha256)}`]) assert.ok([401, 404].includes((await look(path)).status), path);
});
