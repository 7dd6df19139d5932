// The service worker alone, with a server of small files in the program's place: what it keeps and for whom.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { desk, launch, newPage, until } from './lib/browser.mjs';

const source = readFileSync(new URL('../../web/sw.js', import.meta.url), 'utf8');
const programs = { visit: ['/assets/client.1.wasm', '/assets/app.1.js'], work: ['/assets/work.1.wasm', '/assets/work.1.js'] };
const pages = [['/votes/[^/]+', 'work'], ['/work', 'work'], ['/work/queue', 'work'], ['/my', 'other']];
const first = programs.visit, every = programs.work;
let server, url, browser, page, asked, person, foreign, version;

before(async () => {
  server = http.createServer((request, response) => {
    const path = new URL(request.url, 'http://x').pathname;
    asked.push(path);
    const say = (type, body, status = 200) => response.writeHead(status, { 'content-type': type, 'cache-control': 'no-cache' }).end(body);
    if (path === '/sw.js') return say('text/javascript', `const VERSION = '${version}', ASSETS = ['/assets/style.1.css'], PROGRAMS = ${JSON.stringify(programs)}, PAGES = ${JSON.stringify(pages)};\n${source}`);
    if (foreign.has(path)) return say('text/html', '<!doctype html><title>Доступ ограничен</title>', foreign.get(path));
    if (path.startsWith('/assets/')) return say('application/octet-stream', path);
    if (path === '/api/v1/session') return say('application/json', JSON.stringify({ person, login: {} }));
    if (path.startsWith('/api/')) return say('application/json', JSON.stringify({ path }));
    say('text/html; charset=utf-8', `<!doctype html><title>${path}</title><div id="app"></div>`);
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
});
after(async () => { await browser?.close(); server.closeAllConnections(); server.close(); });
beforeEach(async () => {
  await page?.context().close();
  asked = []; version = '1'; person = { id: 'p1' }; foreign = new Map();
  page = await newPage(browser, desk);
});

// What is given is taken one after the other: when the last is kept, the others were looked at. The
// shell is the last of a program.
async function arrive(path, given = {}, program = 'visit') {
  await page.goto(url + path);
  await page.evaluate(async ([given, program]) => {
    const pause = () => new Promise(done => setTimeout(done, 20)), last = Object.keys(given).at(-1);
    await navigator.serviceWorker.register('/sw.js');
    (await navigator.serviceWorker.ready).active.postMessage({ data: given, program });
    while (!navigator.serviceWorker.controller || navigator.serviceWorker.controller.state !== 'activated') await pause();
    while (last && !await caches.match(last)) await pause();
    while (!await caches.match('/shell/' + program)) await pause();
  }, [given, program]);
}
const kept = () => page.evaluate(async () => {
  const paths = [];
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname);
  return paths.sort();
});
const read = path => page.evaluate(async path => {
  const answer = await fetch(path);
  return [answer.status, answer.headers.get('content-type'), answer.headers.get('x-from-cache'), await answer.text()];
}, path);

test('a first visit keeps the one program that its page runs', async () => {
  await arrive('/');
  assert.deepEqual(await kept(), ['/assets/app.1.js', '/assets/client.1.wasm', '/assets/style.1.css', '/shell/visit']);
  assert.ok(!asked.some(path => every.includes(path) || path === '/shell/work'), asked.join());
});

test('a first visit of the staff loads their program alone, and its pages and those of visitors open without a network', async () => {
  await arrive('/work/queue', {}, 'work');
  assert.deepEqual(await kept(), ['/assets/style.1.css', '/assets/work.1.js', '/assets/work.1.wasm', '/shell/work']);
  assert.ok(!asked.some(path => first.includes(path)), asked.join());
  await page.context().setOffline(true);
  for (const path of ['/work', '/', '/my', '/nowhere']) {
    await page.goto(url + path);
    assert.equal(await page.title(), '/shell/work', path);
  }
});

test('another program is kept when a page runs it; each address has the shell of its own', async () => {
  await arrive('/');
  await page.goto(url + '/work');
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active.postMessage({ data: {}, program: 'work' }));
  await until(async () => (await kept()).includes('/shell/work'));
  await page.context().setOffline(true);
  for (const path of every) assert.equal((await read(path))[3], path);
  await page.goto(url + '/votes/x');
  assert.equal(await page.title(), '/shell/work');
  await page.goto(url + '/');
  assert.equal(await page.title(), '/shell/visit');
});

test('a new version keeps the programs that the device had, though no page of them is open', async () => {
  await arrive('/work/queue', {}, 'work');
  version = '2';
  await page.goto(url + '/');
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await page.waitForFunction(async () => (await caches.keys()).join() === 'pochin-2', null, { timeout: 10000 });
  assert.ok((await kept()).includes('/assets/work.1.wasm') && (await kept()).includes('/shell/work'));
});

test('what came with the page can be read without a network; a person\'s part cannot be given so', async () => {
  await arrive('/', { '/api/v1/session': { given: 1 }, '/api/v1/projects': { given: 1 }, '/api/v1/portal': { given: 1 } });
  await page.context().setOffline(true);
  assert.deepEqual(await read('/api/v1/portal'), [200, 'application/json', '1', '{"given":1}']);
  for (const path of ['/api/v1/session', '/api/v1/projects']) assert.equal(await read(path).catch(() => 'none'), 'none', path);
});

test('another person finds nothing of the one before, and the public pages stay', async () => {
  await arrive('/', { '/api/v1/portal': { given: 1 } });
  await read('/api/v1/session');
  await read('/api/v1/applications/a1');
  await until(async () => { const now = await kept(); return ['/api/v1/session', '/api/v1/applications/a1'].every(path => now.includes(path)); });
  assert.ok((await kept()).includes('/api/v1/applications/a1'));
  person = { id: 'p2' };
  await read('/api/v1/session');
  await until(async () => !(await kept()).includes('/api/v1/applications/a1'));
  const now = await kept();
  assert.ok(!now.includes('/api/v1/applications/a1') && now.includes('/api/v1/portal'), now.join());
});

test('another\'s page in place of an answer never takes the place of what is kept, whatever its status', async () => {
  await arrive('/');
  const path = '/api/v1/applications/a1', right = JSON.stringify({ path });
  assert.equal((await read(path))[3], right);
  await until(async () => (await kept()).includes(path));
  for (const status of [200, 403, 404]) {
    foreign.set(path, status);
    assert.equal((await read(path))[0], status);
  }
  await page.context().setOffline(true);
  assert.deepEqual((await read(path)).slice(2), ['1', right]);
});

test('another\'s page is never kept as a part of the program', async () => {
  foreign.set('/assets/app.1.js', 200);
  await page.goto(url + '/');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js');
    (await navigator.serviceWorker.ready).active.postMessage({ program: 'visit' });
  });
  await until(() => asked.includes('/assets/app.1.js'));
  await read('/assets/style.1.css');  // the worker has gone on
  assert.ok(!(await kept()).some(path => path.startsWith('/shell')), 'a program that is not whole has no page');
  assert.ok(!(await kept()).includes('/assets/app.1.js'));
});
