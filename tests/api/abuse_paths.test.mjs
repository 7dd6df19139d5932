// An attacker walks: out of the folder of assets, into the database, past the routes by writing an address otherwise.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { login } from './people.mjs';
import { Portal } from './portal.mjs';
import { exchange, statuses } from './wire.mjs';

let portal, person, draft;
before(async () => {
  portal = await Portal.start();
  person = await login(portal, 'resident');
  draft = (await person.create()).body.id;
});
after(() => portal?.stop());

// Exactly these signs as the target: URL would tidy them up.
function raw(path, headers = {}) {
  return new Promise((done, failed) => request({ host: '127.0.0.1', port: new URL(portal.url).port, path, headers }, answer => {
    const parts = [];
    answer.on('data', part => parts.push(part));
    answer.on('end', () => done({ status: answer.statusCode, text: Buffer.concat(parts).toString('latin1'), headers: answer.headers }));
  }).on('error', failed).end());
}

const ups = ['..', '%2e%2e', '%2E%2e', '.%2e', '..;', '....', '%252e%252e', '..%00', '..%01', '%c0%ae%c0%ae', '%u002e%u002e', '．．'];
const slashes = ['/', '%2f', '%5c', '%252f', '//', '/./', '%c0%af', '/%2f'];
const places = ['pochin.json', 'data/pochin.db', 'data/subject.key', 'data/voting.key', 'etc/passwd', 'esia/server.json'];

test('no spelling of an address leads out of the folder of what is served', async () => {
  let tried = 0;
  for (const up of ups)
    for (const slash of slashes)
      for (const place of places)
        for (const start of ['/assets/', '/']) {
          const path = encodeURI(start + (up + slash).repeat(3) + place).replaceAll('%25', '%');
          const answer = await raw(path);
          tried++;
          assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
          assert.doesNotMatch(answer.text, /SQLite format|root:|public_url|PRIVATE KEY/, path);
        }
  assert.ok(tried > 1000);
});

test('a NUL, a backslash or a broken sign in an address is no address', async () => {
  for (const path of ['/assets/x%00.js', '/sw.js%00.html', '/%00', '/projects/%0d%0aX-Evil:1', '/projects/%ff', '/projects/%', '/projects/%g0', '/projects/%ed%a0%80', '/projects/%f4%90%80%80', '/api/v1/portal%00', '/api/v1/practices/ppmi%00', `/api/v1/applications/${draft}%00`]) {
    const answer = await raw(path, { cookie: person.cookie });
    assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
    assert.equal(answer.headers['x-evil'], undefined);
  }
  for (const target of ['/a\\b', '/a b', '/<x>', '/{x}', '/a#b', '*', 'a', '', '/\x7f', '/я']) {
    const { text } = await exchange(portal.url, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    assert.equal(statuses(text)[0], 400, JSON.stringify(target));
  }
});

test('an address written otherwise is not another way to the same: it is that address, or none', async () => {
  const own = `/api/v1/applications/${draft}`;
  assert.equal((await raw(own)).status, 401);
  for (const path of [`//api/v1/applications/${draft}`, `/api//v1/applications/${draft}`, `/api/v1/./applications/${draft}`, `/api/v1/x/../applications/${draft}`, `/API/v1/applications/${draft}`, `${own}/`, `${own}//`, `${own}/.`, `${own};x=1`, `${own}%20`, `${own}.`, `/api/v1%2fapplications%2f${draft}`, `/api/v1/applications%2f${draft}`, `/assets/../api/v1/applications/${draft}`])
    assert.ok([400, 401, 404].includes((await raw(path)).status), path);
  // Signs of the name itself may be written in percent: the one who may read it may do so in that way too, and nobody else.
  const spelt = `/api/v1/applications/%${draft.charCodeAt(0).toString(16)}${draft.slice(1)}`;
  assert.equal((await raw(spelt)).status, 401);
  assert.equal((await raw(spelt, { cookie: person.cookie })).status, 200);
});

test('a page that is kept for everybody is never kept under another’s address', async () => {
  for (const path of ['/projects%3fx', '/api/v1/portal%3fx', '/%2fprojects', '/projects%2f', '/votes%2fppmi.main', '/api%2fv1%2fportal', '/practices/ppmi%3fversion=1']) {
    const still = text => text.replaceAll(/\d\d:\d\d:\d\dZ/g, '');  // what time it is
    const plain = decodeURIComponent(path), before = await raw(plain), odd = await raw(path), again = await raw(path), after = await raw(plain);
    assert.ok([200, 404].includes(odd.status), path);
    assert.deepEqual([again.status, still(again.text)], [odd.status, still(odd.text)], path);
    assert.deepEqual([after.status, still(after.text)], [before.status, still(before.text)], path);
  }
  assert.equal((await raw('/projects?x')).status, 200);
  // What one person may see is kept for nobody.
  const mine = await raw('/api/v1/session', { cookie: person.cookie }), theirs = await raw('/api/v1/session');
  assert.match(mine.text, /p\d/);
  assert.equal(JSON.parse(theirs.text).person, null);
  for (const path of ['/api/v1/session', '/api/v1/applications', `/api/v1/applications/${draft}`, '/api/v1/me/data', '/api/v1/sessions', '/api/v1/approvals']) assert.equal((await raw(path, { cookie: person.cookie })).headers['cache-control'], 'no-store', path);
});

test('identifiers that are commands of a database or of a shell are identifiers that nobody has', async () => {
  const evil = ["' OR 1=1--", "'; DROP TABLE people;--", '1 UNION SELECT * FROM sessions', '%', '_', '*', '$(id)', '`id`', '| id', '{{1337*1337}}', '${1337*1337}', '%n%s%x', '../../etc/passwd', '0', '-1', '9'.repeat(400), 'null', 'undefined', 'true', '__proto__', 'constructor'];
  for (const each of evil)
    for (const path of ['/api/v1/applications/', '/api/v1/projects/', '/api/v1/practices/', '/api/v1/campaigns/', `/api/v1/applications/${draft}/files/`, '/api/v1/projects?cursor=', '/api/v1/projects?practice=', '/api/v1/applications?view=', '/api/v1/practices/ppmi?version=', '/api/v1/practices/ppmi?cycle=', '/api/v1/audit?cursor=']) {
      const answer = await raw(path + encodeURIComponent(each), { cookie: person.cookie });
      assert.ok([400, 404, 422].includes(answer.status) || (path.includes('audit') && answer.status === 200 && /^\d+$/.test(each)), `${path}${each}: ${answer.status}`);
      assert.doesNotMatch(answer.text, /SQL|sqlite|syntax error|root:|\b1787569\b/i, `${path}${each}`);
    }
  assert.equal((await person.call('GET', `/api/v1/applications/${draft}`)).status, 200);
});
