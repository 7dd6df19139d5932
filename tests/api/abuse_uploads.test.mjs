// A resident attaches to the application what is no document: pages that would run in the portal's name, files that are
// two things at once, archives and pictures that swell when somebody opens them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { login } from './people.mjs';
import { Portal } from './portal.mjs';

let portal, person, files;
before(async () => {
  portal = await Portal.start();
  person = await login(portal, 'resident');
  files = `/api/v1/applications/${(await person.create()).body.id}/files`;
});
after(() => portal?.stop());

const chunk = 256 * 1024;
// Begins the upload and sends all of it; the last answer, and the id when the upload began.
async function send(name, bytes, field = 'property_extract') {
  bytes = Buffer.from(bytes);
  const begun = await person.call('POST', files, { field, name, size: bytes.length });
  if (begun.status !== 201) return begun;
  for (let offset = 0; offset < bytes.length; offset += chunk) {
    const answer = await person.go(`${portal.url}${files}/${begun.body.id}?offset=${offset}`, { method: 'PUT', body: bytes.subarray(offset, offset + chunk), headers: { 'content-type': 'application/octet-stream', 'x-csrf-token': person.csrf, origin: portal.url } });
    const body = await answer.json();
    if (answer.status !== 200 || body.complete) return { status: answer.status, body, id: begun.body.id };
  }
  return { status: 0, body: null };
}
const get = (id, query = '') => person.go(`${portal.url}${files}/${id}${query}`);

const html = '<!doctype html><script>fetch("/api/v1/session").then(r=>r.json())</script>';
const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';

test('pages, programs and drawings with scripts are refused under every name they come by', async () => {
  for (const [name, bytes] of [['a.html', html], ['a.svg', svg], ['a.htm', html], ['a.xhtml', html], ['a.js', 'alert(1)'], ['a.exe', 'MZ'], ['a.xml', '<?xml version="1.0"?><x/>'], ['a.swf', 'FWS'], ['a.mht', 'MIME-Version: 1.0'], ['a', html], ['.htaccess', 'x']])
    assert.equal((await send(name, bytes)).status, 422, name);
  // The same under the name of a document: what it is decides.
  for (const name of ['a.pdf', 'a.png', 'a.jpg', 'a.docx', 'a.zip', 'a.html.pdf'])
    for (const bytes of [html, svg, `﻿${html}`, `\n\n${html}`, '<?xml version="1.0"?>' + svg, 'GIF89a' + html]) {
      const answer = await send(name, bytes);
      assert.equal(answer.status, 422, `${name}: ${bytes.slice(0, 20)}`);
      assert.ok(answer.body.errors.some(error => error.field === 'name'));
    }
});

// Files that pass for a document and hold a page besides.
const polyglots = {
  'a PDF with a page behind': ['дом.pdf', `%PDF-1.4\n${html}\n%%EOF`],
  'a PNG with a page in a text chunk': ['дом.png', Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(html)])],
  'a JPEG with a page in its comment': ['дом.jpg', Buffer.concat([Buffer.from('\xff\xd8\xff\xfe\x00\xff', 'latin1'), Buffer.from(html)])],
  'an Office document with a page behind': ['дом.docx', Buffer.concat([zipOf([['word/document.xml', Buffer.from('<x/>')]]), Buffer.from(html)])],
};

for (const [what, [name, bytes]] of Object.entries(polyglots)) {
  test(`${what} is given back as the document it pretends to be, where nothing in it can run`, async () => {
    const sent = await send(name, bytes, name.endsWith('docx') ? 'offers' : 'property_extract');
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    for (const query of ['', '?view=inline', '?view=inline&type=text/html', '?type=text/html']) {
      const answer = await get(sent.id, query);
      await answer.arrayBuffer();
      assert.doesNotMatch(answer.headers.get('content-type'), /^text\/|svg|[+\/]xml|script/);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      assert.match(answer.headers.get('content-security-policy'), /default-src 'none'.*sandbox/);
      assert.equal(answer.headers.get('x-frame-options'), 'DENY');
      const place = answer.headers.get('content-disposition');
      assert.ok(place.startsWith('attachment') || query.includes('view=inline'), place);
      assert.match(place, /filename\*=UTF-8''%D0%B4%D0%BE%D0%BC\.(pdf|png|jpg|docx)$/);
    }
  });
}

test('what the sender says of the type is not believed', async () => {
  const begun = await person.call('POST', files, { field: 'property_extract', name: 'a.pdf', size: 9, type: 'text/html' });
  const answer = await person.go(`${portal.url}${files}/${begun.body.id}?offset=0`, { method: 'PUT', body: '%PDF-1.4\n', headers: { 'content-type': 'text/html', 'x-csrf-token': person.csrf, origin: portal.url } });
  assert.ok(answer.status === 200 || answer.status === 415, String(answer.status));
  if (answer.status === 200) assert.equal((await get(begun.body.id)).headers.get('content-type'), 'application/pdf');
});

test('a name that tries to be a path, a header or another name is only a name', async () => {
  for (const name of ['../../../etc/cron.d/x.pdf', '..\\..\\web\\index.pdf', 'C:\\x\\a.pdf', '/etc/passwd.pdf', 'a\r\nSet-Cookie: x=y.pdf', 'a"; filename="b.html.pdf', "a''b.pdf", 'exe.\u202efdp.pdf', 'a\u0000.html.pdf', `${'я'.repeat(240)}.pdf`, '<img src=x onerror=alert(1)>.pdf', '%00%2e%2e%2f.pdf']) {
    const sent = await send(name, '%PDF-1.4\n');
    if (sent.status === 422) continue;  // nothing was left of it, or what was left is no kind of ours
    assert.equal(sent.status, 200, `${name}: ${JSON.stringify(sent.body)}`);
    const answer = await get(sent.id), place = answer.headers.get('content-disposition');
    assert.match(place, /^attachment; filename="file\.pdf"; filename\*=UTF-8''[\w.~%-]+$/, name);
    const shown = decodeURIComponent(place.split("UTF-8''")[1]);
    assert.doesNotMatch(shown, /[/\\\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]/, name);
    assert.equal(answer.headers.get('set-cookie'), null);
  }
});

// A zip made by hand: [name, bytes, size that it claims].
function zipOf(members) {
  const locals = [], central = [];
  let at = 0;
  for (const [name, bytes, claimed = bytes.length] of members) {
    const packed = deflateRawSync(bytes), head = Buffer.alloc(30), entry = Buffer.alloc(46), label = Buffer.from(name);
    head.writeUInt32LE(0x04034b50, 0); head.writeUInt16LE(20, 4); head.writeUInt16LE(8, 8);
    for (const [buffer, from] of [[head, 14], [entry, 16]]) {
      buffer.writeUInt32LE(crc32(bytes), from); buffer.writeUInt32LE(packed.length, from + 4); buffer.writeUInt32LE(claimed, from + 8); buffer.writeUInt16LE(label.length, from + 12);
    }
    entry.writeUInt32LE(0x02014b50, 0); entry.writeUInt16LE(20, 4); entry.writeUInt16LE(20, 6); entry.writeUInt16LE(8, 10); entry.writeUInt32LE(at, 42);
    locals.push(head, label, packed); central.push(entry, label);
    at += head.length + label.length + packed.length;
  }
  const end = Buffer.alloc(22), directory = Buffer.concat(central);
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(members.length, 8); end.writeUInt16LE(members.length, 10); end.writeUInt32LE(directory.length, 12); end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

// A PNG that says it is so wide and so high, with one line of it.
function pngOf(width, height) {
  const part = (type, data) => {
    const out = Buffer.alloc(12 + data.length);
    out.writeUInt32BE(data.length, 0); out.write(type, 4, 'latin1'); data.copy(out, 8);
    out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0); head.writeUInt32BE(height, 4); head[8] = 8; head[9] = 6;
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), part('IHDR', head), part('IDAT', deflateSync(Buffer.alloc(1 << 20))), part('IEND', Buffer.alloc(0))]);
}

const peak = () => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${portal.server.pid}/status`, 'utf8'))[1]);

test('what swells when it is unpacked is not unpacked here: it is kept as it came and the server stays as it was', async () => {
  const inner = zipOf([['a', Buffer.alloc(64 << 20)]]);
  const bombs = [
    ['бомба.docx', zipOf([['[Content_Types].xml', Buffer.from('<x/>')], ['word/document.xml', Buffer.alloc(200 << 20)]])],
    ['бомба.xlsx', zipOf([['[Content_Types].xml', Buffer.from('<x/>')], ['xl/sharedStrings.xml', Buffer.alloc(200 << 20)]])],
    ['бомба.docx', zipOf(Array.from({ length: 40 }, (_, i) => [`word/${i}.zip`, inner]))],
    ['бомба.xlsx', zipOf([['xl/workbook.xml', Buffer.from('a'), 0xfffffffe]])],
    ['бомба.docx', zipOf([['word/document.xml', Buffer.from('<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>')]])],
    ['бомба.png', pngOf(2_000_000_000, 2_000_000_000)], ['бомба.png', pngOf(0, 0)],
  ];
  const start = peak();
  for (const [name, bytes] of bombs) {
    const sent = await send(name, bytes, 'offers');
    assert.equal(sent.status, 200, `${name}: ${JSON.stringify(sent.body)}`);
    const back = Buffer.from(await (await get(sent.id)).arrayBuffer());
    assert.ok(back.equals(bytes), `${name} is not what was sent`);
  }
  assert.ok(peak() - start < 64 * 1024, `${peak() - start} kB more`);
});

test('more is not taken than was promised, and no more promises than the limit', async () => {
  const begun = await person.call('POST', files, { field: 'property_extract', name: 'a.pdf', size: 10 });
  const put = (offset, body) => person.go(`${portal.url}${files}/${begun.body.id}?offset=${offset}`, { method: 'PUT', body, headers: { 'content-type': 'application/octet-stream', 'x-csrf-token': person.csrf, origin: portal.url } });
  assert.equal((await put(0, '%PDF-1.4\n is longer')).status, 413);
  for (const offset of ['-1', '5', '99999999999999999999', '0x0', '1e3', '']) assert.ok([409, 422].includes((await put(offset, '%PDF')).status), offset);
  for (const size of [0, -1, 1e18, 21 << 20, 1.5, '9']) assert.equal((await person.call('POST', files, { field: 'property_extract', name: 'a.pdf', size })).status, 422, String(size));
});
