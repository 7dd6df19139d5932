// The scripts of web/ one by one, in a real browser, against a server that loses things on purpose.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { desk, launch, newPage } from './lib/browser.mjs';

const source = name => readFileSync(new URL(`../../web/${name}`, import.meta.url), 'utf8');
let server, url, browser, page;
// What the server was given, by file; `faults` are taken one for each request.
let stored, faults, puts;

before(async () => {
  server = http.createServer((request, response) => {
    const at = new URL(request.url, 'http://x');
    if (at.pathname === '/') return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html><title>x</title><div id="app"></div>');
    if (at.pathname === '/time') return response.writeHead(200, { 'content-type': at.searchParams.get('type') || 'application/json', date: at.searchParams.get('date') }).end('{}');
    if (at.pathname === '/file/status') return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ offset: stored.length, complete: false }));
    if (at.pathname !== '/file') return response.writeHead(404).end();
    const chunks = [];
    request.on('data', c => chunks.push(c));
    request.on('end', () => {
      const body = Buffer.concat(chunks), offset = Number(at.searchParams.get('offset')), fault = faults.shift();
      puts.push({ offset, size: body.length, csrf: request.headers['x-csrf-token'] });
      if (fault === 'drop') return request.socket.destroy();
      if (fault === 'keep and drop') { stored = Buffer.concat([stored, body]); return request.socket.destroy(); }
      if (fault === 'page') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Доступ ограничен</title>');
      if (fault === 'forbidden page') return response.writeHead(403, { 'content-type': 'text/html' }).end('<!doctype html>');
      if (typeof fault === 'number') return response.writeHead(fault, { 'retry-after': '0' }).end('{"code":"x"}');
      if (offset !== stored.length) return response.writeHead(409).end('{"code":"offset"}');
      stored = Buffer.concat([stored, body]);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ offset: stored.length, complete: stored.length >= Number(at.searchParams.get('total') || 700000) }));
    });
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${server.address().port}/`;
  browser = await launch();
});
after(async () => { await browser?.close(); server.closeAllConnections(); server.close(); });
beforeEach(async () => {
  await page?.context().close();
  stored = Buffer.alloc(0); faults = []; puts = [];
  page = await newPage(browser, desk);
  await page.goto(url);
});
const load = (...names) => page.evaluate(names.map(source).join('\n') + '\n' +
  'Object.assign(globalThis, { ' + ['createMirror', 'createStorage', 'createUploads', 'shrinkPhoto', 'createDialogs', 'dotted', 'typedDate', 'openCalendar', 'clock', 'sendRequest'].map(n => `${n}: typeof ${n} === 'undefined' ? null : ${n}`).join(', ') + ' }); 0');

// ---- uploads ----
const upload = () => page.evaluate(async () => {
  const told = [];
  let finish;
  const done = new Promise(f => { finish = f; });
  const uploads = createUploads((...values) => { told.push(values); if (values[3] !== 200 || JSON.parse(values[4]).complete) finish(); }, 'h');
  const bytes = new Uint8Array(700000).map((_, i) => i * 31 + (i >> 8));
  const [file] = await uploads.pick([new File([bytes], 'протокол.pdf', { type: 'application/pdf' })]);
  uploads.send({ handle: file.handle, url: '/file', chunk: 262144, offset: 0, csrf: 'c' });
  await done;
  let sum = 0;
  for (const b of bytes) sum = (sum * 33 + b) >>> 0;
  return { file, told, sum };
});
const sumOf = bytes => { let sum = 0; for (const b of bytes) sum = (sum * 33 + b) >>> 0; return sum; };

test('a file goes in pieces, and its progress is told', async () => {
  await load('photo.js', 'network.js');
  const { file, told, sum } = await upload();
  assert.deepEqual([file.name, file.type, file.size], ['протокол.pdf', 'application/pdf', 700000]);
  assert.deepEqual(puts.map(p => [p.offset, p.size, p.csrf]), [[0, 262144, 'c'], [262144, 262144, 'c'], [524288, 175712, 'c']]);
  assert.deepEqual(told.map(t => t.slice(1, 4)), [[262144, 700000, 200], [524288, 700000, 200], [700000, 700000, 200]]);
  assert.equal(sumOf(stored), sum);
});

test('lost connections and 503 are tried again from where the server is, and no byte comes twice', async () => {
  await load('photo.js', 'network.js');
  faults = [null, 'drop', 503, 'keep and drop', null];
  const { told, sum } = await upload();
  assert.equal(told.at(-1)[3], 200);
  assert.equal(stored.length, 700000);
  assert.equal(sumOf(stored), sum);
});

test('a refusal ends the upload at once and is told with its body', async () => {
  await load('photo.js', 'network.js');
  faults = [413];
  const { told } = await upload();
  assert.deepEqual(told.map(t => [t[3], t[4]]), [[413, '{"code":"x"}']]);
  assert.equal(puts.length, 1);
});

test('another\'s page in place of an answer, whatever its status, is tried again like a lost connection', async () => {
  await load('photo.js', 'network.js');
  faults = [null, 'page', 'forbidden page', null];
  const { told, sum } = await upload();
  assert.deepEqual(told.map(t => t[3]), [200, 200, 200]);
  assert.equal(sumOf(stored), sum);
});

test('a file that was changed or removed after it was chosen is said at once', async () => {
  await load('photo.js', 'network.js');
  const told = await page.evaluate(async () => {
    const told = [];
    const uploads = createUploads((...values) => { told.push(values); }, 'h');
    const gone = new File([new Uint8Array(700000)], 'протокол.pdf', { type: 'application/pdf', lastModified: 5 });
    gone.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) });
    const short = new File([new Uint8Array(700000)], 'смета.pdf', { type: 'application/pdf' });
    short.slice = (from, to) => new Blob([new Uint8Array(10)]);
    const picked = await uploads.pick([gone, short]);
    for (const file of picked) await uploads.send({ handle: file.handle, url: '/file', chunk: 262144, offset: 0, csrf: 'c' });
    await uploads.send({ handle: 'of an earlier page', url: '/file', chunk: 262144, offset: 100 });
    return { told, modified: picked[0].modified };
  });
  assert.deepEqual(told.told.map(t => t[3]), [-1, -1, -1]);
  assert.equal(told.modified, 5);
  assert.equal(puts.length, 0);
});

test('a file that was being sent goes on after a reload, from the bytes that lie on the device', async () => {
  await load('photo.js', 'network.js', 'storage.js');
  await page.evaluate(async () => {
    const uploads = createUploads(() => {}, 'h'), storage = createStorage(() => {});
    const bytes = new Uint8Array(700000).map((_, i) => i * 31 + (i >> 8));
    const [file] = await uploads.pick([new File([bytes], 'протокол.pdf', { type: 'application/pdf' })]);
    await storage.putFile('file/' + file.handle, await uploads.file(file.handle));
    window.name = file.handle;
  });
  await page.reload();
  stored = Buffer.from(new Uint8Array(262144).map((_, i) => i * 31 + (i >> 8)));
  await load('photo.js', 'network.js', 'storage.js');
  const told = await page.evaluate(async () => {
    const told = [], storage = createStorage(() => {});
    const uploads = createUploads((...values) => told.push(values), 'other', handle => storage.get('file/' + handle));
    await uploads.send({ handle: window.name, url: '/file', chunk: 262144, offset: 262144, csrf: 'c' });
    await storage.delete('file/' + window.name);
    return { told, left: await storage.get('file/' + window.name) ?? null, local: localStorage.getItem('pochin.unfinished') };
  });
  assert.deepEqual(told.told.map(t => t.slice(1, 4)), [[524288, 700000, 200], [700000, 700000, 200]]);
  assert.equal(stored.length, 700000);
  assert.deepEqual([told.left, told.local], [null, null]);
});

// ---- the time ----
test('the portal\'s answers give the time, not the device and not another\'s page', async () => {
  await load('network.js');
  const far = new Date(Date.now() + 40 * 86400e3);
  const off = await page.evaluate(async date => {
    const ask = query => sendRequest({ method: 'GET', path: '/time?' + new URLSearchParams(query), headers: {} }, () => {});
    const before = clock.now() - Date.now();
    await ask({ date, type: 'text/html' });
    const page = clock.now() - Date.now();
    await ask({ date });
    const after = clock.now() - Date.parse(date);
    Date.now = () => 0;  // the person sets the device's clock
    return [before, page, after, clock.now() - Date.parse(date)];
  }, far.toUTCString());
  assert.ok(Math.abs(off[0]) < 1000 && Math.abs(off[1]) < 1000, off.join());
  assert.ok(Math.abs(off[2]) < 3000 && Math.abs(off[3]) < 3000, off.join());
});

// ---- photographs ----
const photo = (w, h, type, rotate) => page.evaluate(async ([w, h, type, rotate]) => {
  const c = new OffscreenCanvas(w, h), x = c.getContext('2d');
  for (let i = 0; i < 400; i++) { x.fillStyle = `hsl(${i * 37 % 360} 70% 50%)`; x.fillRect(i * 97 % w, i * 61 % h, 120, 90); }
  x.fillStyle = '#f00'; x.fillRect(0, 0, w / 4, h / 4);  // red in the upper left
  let blob = await c.convertToBlob({ type, quality: 0.98 });
  if (rotate) {  // EXIF orientation 6: the upper left is shown upper right
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const exif = [0xff, 0xe1, 0, 0x22, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
    blob = new Blob([bytes.subarray(0, 2), new Uint8Array(exif), bytes.subarray(2)], { type });
  }
  const out = await shrinkPhoto(new File([blob], 'фото.дом.' + type.slice(6), { type }));
  const i = await createImageBitmap(out), d = new OffscreenCanvas(i.width, i.height).getContext('2d');
  d.drawImage(i, 0, 0);
  const red = (px, py) => { const [r, g, b] = d.getImageData(Math.round(i.width * px), Math.round(i.height * py), 1, 1).data; return r > 200 && g < 60 && b < 60; };
  return { name: out.name, type: out.type, smaller: out.size < blob.size, w: i.width, h: i.height, left: red(0.1, 0.1), right: red(0.9, 0.1) };
}, [w, h, type, rotate]);

test('a large photograph becomes a JPEG of 2560 px, upright', async () => {
  await load('photo.js');
  assert.deepEqual(await photo(4000, 3000, 'image/png', false), { name: 'фото.дом.jpg', type: 'image/jpeg', smaller: true, w: 2560, h: 1920, left: true, right: false });
  assert.deepEqual(await photo(4000, 3000, 'image/jpeg', true), { name: 'фото.дом.jpg', type: 'image/jpeg', smaller: true, w: 1920, h: 2560, left: false, right: true });
});

test('a small photograph, a document and what cannot be decoded go as they are', async () => {
  await load('photo.js');
  const same = await page.evaluate(async () => {
    const small = await new OffscreenCanvas(100, 100);
    small.getContext('2d');
    const files = [new File([await small.convertToBlob({ type: 'image/jpeg' })], 'a.jpg', { type: 'image/jpeg' }),
      new File([new Uint8Array(3e6)], 'b.heic', { type: 'image/heic' }), new File([new Uint8Array(3e6)], 'c.pdf', { type: 'application/pdf' })];
    return Promise.all(files.map(async f => await shrinkPhoto(f) === f));
  });
  assert.deepEqual(same, [true, true, true]);
});

// ---- the device's memory ----
test('what is put on the device is there after a reload', async () => {
  await load('storage.js');
  await page.evaluate(() => createStorage(() => {}).put('draft/1', '{"имя":"Ёлкина"}'));
  await page.reload();
  await load('storage.js');
  assert.deepEqual(await page.evaluate(async () => {
    const s = createStorage(() => {}), found = await s.get('draft/1'), none = await s.get('draft/2');
    await s.delete('draft/1');
    return [found, none ?? null, await s.get('draft/1') ?? null];
  }), ['{"имя":"Ёлкина"}', null, null]);
});

test('what a page had no time to put on the device is there in the next page; later writes win', async () => {
  await load('storage.js');
  // The database never gets to it: the page is left in the same turn.
  await page.evaluate(() => {
    const s = createStorage(() => {});
    s.put('draft/1', 'У мельницы');
    s.put('draft/2', 'старое');
    s.delete('draft/3');
    s.leave();
    location.reload();
  });
  await page.waitForLoadState();
  await page.waitForFunction(() => typeof createStorage === 'undefined');
  await load('storage.js');
  assert.deepEqual(await page.evaluate(async () => {
    const s = createStorage(() => {});
    const first = [await s.get('draft/1'), await s.get('draft/3') ?? null];
    await s.put('draft/2', 'новое');
    return [...first, await s.get('draft/2'), localStorage.getItem('pochin.unfinished')];
  }), ['У мельницы', null, 'новое', null]);
});

test('where the browser refuses IndexedDB the page says so once and keeps working', async () => {
  await page.evaluate(() => { IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }; });
  await load('storage.js');
  assert.deepEqual(await page.evaluate(async () => {
    let said = 0;
    const s = createStorage(() => said++);
    await s.put('a', '1');
    const found = await s.get('a');
    return [said, found];
  }), [1, '1']);
});

test('a database that never answers is given up after five seconds, and the page works from its memory', async () => {
  await page.evaluate(() => { IDBFactory.prototype.open = () => ({}); });
  await load('storage.js');
  const [said, found, refused, ms] = await page.evaluate(async () => {
    let said = 0;
    const began = performance.now(), s = createStorage(() => said++);
    s.put('a', '1');
    const found = await s.get('a');
    return [said, found, s.refused(), performance.now() - began];
  });
  assert.deepEqual([said, found, refused], [1, '1', true]);
  assert.ok(ms > 4500 && ms < 20000, `${ms}`);
});

test('a refusal from the start can be asked for: the page may not have been ready to hear it', async () => {
  await page.evaluate(() => { Object.defineProperty(window, 'indexedDB', { value: undefined }); });
  await load('storage.js');
  assert.deepEqual(await page.evaluate(() => createStorage(() => {}).refused()), true);
});

test('a file that the device has no room for leaves the memory good', async () => {
  await load('storage.js');
  assert.deepEqual(await page.evaluate(async () => {
    let said = 0;
    const s = createStorage(() => said++), put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (value instanceof Blob) throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value, key);
    };
    await s.putFile('file/h', new Blob(['x']));
    await s.put('a', '1');
    return [said, await s.get('a'), s.refused()];
  }), [0, '1', false]);
});

// ---- the mirror ----
const mirror = act => page.evaluate(`(() => { const root = document.getElementById('app'), m = createMirror(root); return (${act})(m, root); })()`);

test('what is announced leaves the tree when it has been said, and the next words come', async () => {
  await page.clock.install();
  await load('mirror.js');
  const status = () => page.evaluate(() => document.getElementById('s').textContent);
  await page.evaluate(`globalThis.m = createMirror(document.getElementById('app')); globalThis.say = x => m.apply([{ k: 's', t: 'div', a: { role: 'status' }, x }, { o: 'app', c: ['s'] }], false)`);
  await page.evaluate(() => say('Сохраняем…'));
  await page.clock.fastForward(6000);
  await page.evaluate(() => say('Сохранено'));
  await page.clock.fastForward(6000);
  assert.equal(await status(), 'Сохранено');
  await page.clock.fastForward(6000);
  assert.equal(await status(), '');
  await page.evaluate(() => say('Отправлено'));
  assert.equal(await status(), 'Отправлено');
});

test('the focused field is never moved, replaced or rewritten, whatever comes around it', async () => {
  await load('mirror.js');
  const out = await mirror(`(m, root) => {
    const field = (k, v) => ({ k, t: 'input', a: { type: 'text' }, v }), box = k => ({ k, t: 'p', a: {}, x: k });
    m.apply([field('f', 'one'), box('a'), box('b'), { o: 'app', c: ['a', 'f', 'b'] }], true);
    const f = m.get('f');
    f.focus(); f.value = 'typed'; f.setSelectionRange(2, 2);
    let lost = 0; f.addEventListener('blur', () => lost++);
    m.apply([field('f', 'older'), box('c'), box('d'), { d: 'a' }, { o: 'app', c: ['b', 'd', 'f', 'c'] }]);
    m.apply([{ o: 'app', c: ['f', 'c', 'd', 'b'] }]);
    return [lost, document.activeElement === f, f.value, f.selectionStart, [...root.children].map(e => e.id).join('')];
  }`);
  assert.deepEqual(out, [0, true, 'typed', 2, 'fcdb']);
});

test('the server\'s elements are adopted; what the program does not know of goes', async () => {
  await load('mirror.js');
  await page.evaluate(() => { document.getElementById('app').innerHTML = '<main id="m" class="old" data-x="1"><p id="p">Текст <b id="q">жирный</b></p><p id="gone">нет</p><input id="i" value="сервер" type="text"></main>'; });
  const out = await mirror(`(m, root) => {
    const p = document.getElementById('p'), i = document.getElementById('i');
    i.value = 'человек'; i.focus();
    m.apply([{ k: 'm', t: 'main', a: { class: 'new' } }, { k: 'p', t: 'p', a: {}, x: 'Другой ' }, { k: 'q', t: 'b', a: {}, x: 'жирный' },
      { k: 'i', t: 'input', a: { type: 'text' }, v: 'сервер' }, { o: 'app', c: ['m'] }, { o: 'm', c: ['p', 'i'] }, { o: 'p', c: ['q'] }], true);
    return [document.getElementById('p') === p, document.getElementById('i') === i, i.value, root.textContent, root.firstChild.outerHTML.slice(0, 41), document.getElementById('gone')];
  }`);
  assert.deepEqual(out, [true, true, 'человек', 'Другой жирный', '<main id="m" class="new"><p id="p">Другой', null]);
});

test('a translator\'s words go when ours change: never the old ones beside the new', async () => {
  await load('mirror.js');
  const out = await mirror(`(m, root) => {
    const words = (k, x) => ({ k, t: 'p', a: {}, x });
    m.apply([words('a', 'Заявка подана'), words('s', ' и проверена'), words('b', 'не меняется'), { o: 'a', c: ['s'] }, { o: 'app', c: ['a', 'b'] }], true);
    // As translators do: the text node is replaced by elements, an element of ours may end up inside.
    for (const e of [m.get('a'), m.get('b')]) {
      const outer = document.createElement('font'), inner = document.createElement('font');
      inner.textContent = 'Translated';
      outer.append(inner);
      e.firstChild.replaceWith(outer);
    }
    m.get('a').firstChild.append(m.get('s'));
    m.apply([words('a', 'Заявка отозвана')]);
    const changed = [root.textContent, m.get('a').childNodes.length, m.get('s').parentNode === m.get('a')];
    m.apply([words('a', 'Заявка отозвана'), words('s', ' и проверена'), words('b', 'не меняется'), words('c', 'новое'), { o: 'app', c: ['c', 'a', 'b'] }, { o: 'a', c: ['s'] }], true);
    m.apply([{ k: 'a', t: 'p', a: {} }]);
    return [...changed, root.textContent, [...root.children].map(e => e.id).join('')];
  }`);
  assert.deepEqual(out, ['Заявка отозвана и проверенаTranslated', 2, true, 'новое и проверенаTranslated', 'cab']);
});

test('new elements stand in their order beside a translator\'s', async () => {
  await load('mirror.js');
  assert.equal(await mirror(`(m, root) => {
    const box = k => ({ k, t: 'b', a: {}, x: k });
    m.apply([{ k: 'p', t: 'p', a: {}, x: 'слова ' }, box('1'), box('3'), { o: 'p', c: ['1', '3'] }, { o: 'app', c: ['p'] }], true);
    m.get('p').firstChild.replaceWith(Object.assign(document.createElement('font'), { textContent: 'words ' }));
    m.apply([box('2'), { o: 'p', c: ['1', '2', '3'] }]);
    return m.get('p').textContent;
  }`), 'words 123');
});

test('a page that nobody looks at is given what was typed in another tab, also in its focused field', async () => {
  await load('mirror.js');
  assert.deepEqual(await mirror(`(m, root) => {
    const field = v => ({ k: 'f', t: 'input', a: { type: 'text' }, v });
    m.apply([field('one'), { o: 'app', c: ['f'] }], true);
    m.get('f').focus();
    m.apply([field('two')]);
    const seen = m.get('f').value;
    Object.defineProperty(document, 'hidden', { value: true });
    m.apply([field('two')]);
    return [seen, m.get('f').value];
  }`), ['one', 'two']);
});

test('rectangles go away when the page becomes plain', async () => {
  await load('mirror.js');
  assert.deepEqual(await mirror(`(m, root) => {
    m.apply([{ k: 'a', t: 'p', a: {}, x: 'x', r: [1, 2, 30, 40] }, { o: 'app', c: ['a'] }], true);
    const on = m.get('a').style.cssText;
    m.apply([{ k: 'a', t: 'p', a: {}, x: 'x' }, { o: 'app', c: ['a'] }], true);
    return [on, m.get('a').style.cssText];
  }`), ['left: 1px; top: 2px; width: 30px; height: 40px;', '']);
});

test('text stays text: markup from a person is never markup', async () => {
  await load('mirror.js');
  assert.equal(await mirror(`(m, root) => {
    m.apply([{ k: 'a', t: 'p', a: { title: '"><img src=x>' }, x: '<img src=x onerror=alert(1)>' }, { o: 'app', c: ['a'] }], true);
    return root.querySelectorAll('img').length + ' ' + m.get('a').textContent;
  }`), '0 <img src=x onerror=alert(1)>');
});

// ---- dialogs ----
test('a dialog holds the focus, asks on Escape and gives the focus back', async () => {
  await load('dialogs.js');
  await page.evaluate(() => {
    window.asked = 0;
    const root = document.getElementById('app');
    root.innerHTML = '<button id="open">Открыть</button><a href="/" id="behind">за</a>';
    const dialogs = createDialogs(root, () => { asked++; });
    document.getElementById('open').focus();
    dialogs.before();
    root.insertAdjacentHTML('beforeend', '<dialog id="d" aria-label="Вопрос"><button id="yes">Да</button><button id="no" data-close>Нет</button></dialog>');
    dialogs.after();
    window.finish = () => { dialogs.before(); document.getElementById('d').remove(); dialogs.after(); };
  });
  const stops = [];
  for (let i = 0; i < 4; i++) { stops.push(await page.evaluate(() => document.activeElement.id)); await page.keyboard.press('Tab'); }
  assert.ok(stops.includes('yes') && stops.includes('no') && !stops.includes('behind') && !stops.includes('open'), stops.join());
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => asked), 1);
  assert.ok(await page.evaluate(() => document.getElementById('d').matches(':modal')), 'C++ decides whether it closes');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => asked), 2);
  await page.evaluate(() => finish());
  assert.equal(await page.evaluate(() => document.activeElement.id), 'open');
});

// ---- dates ----
test('dots come into a date while digits are typed, and not where they would be wrong', async () => {
  await load('dates.js');
  await page.evaluate(() => {
    document.getElementById('app').innerHTML = '<input id="d" inputmode="numeric"><button id="d:c" data-calendar="d" aria-label="Выбрать в календаре">к</button><input id="n">';
    addEventListener('input', typedDate);
    document.getElementById('d:c').onclick = e => openCalendar(e.target, document.getElementById('d'), value => { document.getElementById('d').value = value; });
  });
  const typed = async (keys, id = 'd') => {
    await page.fill(`#${id}`, '');
    await page.locator(`#${id}`).pressSequentially(keys);
    return page.inputValue(`#${id}`);
  };
  assert.equal(await typed('15102026'), '15.10.2026');
  assert.equal(await typed('15.10.2026'), '15.10.2026');
  assert.equal(await typed('1.5.2026'), '1.5.2026');
  assert.equal(await typed('2026-10-15'), '2026-10-15');
  assert.equal(await typed('15 октября 2026'), '15 октября 2026');
  assert.equal(await typed('15102026', 'n'), '15102026');
  await page.fill('#d', '15.10');
  await page.locator('#d').press('End');
  await page.locator('#d').press('Backspace');
  assert.equal(await page.inputValue('#d'), '15.1');
});

test('a day chosen in the calendar of the system comes into the field, by keys too', async () => {
  await load('dates.js');
  await page.evaluate(() => {
    document.getElementById('app').innerHTML = '<input id="d" value="14.10.2026"><button id="d:c" data-calendar="d" aria-label="Выбрать в календаре">к</button>';
    document.getElementById('d:c').onclick = e => openCalendar(e.target, document.getElementById('d'), value => { document.getElementById('d').value = value; });
  });
  await page.focus('#d\\:c');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('input[type=date]').inputValue(), '2026-10-14');
  await page.locator('input[type=date]').fill('2026-10-15');
  assert.equal(await page.inputValue('#d'), '15.10.2026');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'd');
  assert.equal(await page.locator('input[type=date]').count(), 0);
});
