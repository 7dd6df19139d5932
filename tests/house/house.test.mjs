// The order of the house, checked from the lines of the files git tracks.
import test from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
const tracked = git('ls-files').split('\n').filter(f => f && existsSync(join(root, f)));
const read = f => readFileSync(join(root, f), 'utf8');
const cpp = tracked.filter(f => /\.(cpp|h)$/.test(f));
const room = f => f.split('/').slice(0, -1).join('/');

// A room of shared/ may use rooms of a lower floor, and of its own.
const floor = { base: 0, territory: 1, access: 1, calendar: 1, law: 1, formula: 2, form: 3, application: 4, scoring: 5, practice: 6,
  meeting: 5, review: 5, voting: 5, finance: 5, implementation: 5, report: 5, pabulib: 6, api: 7 };

// A room of server/api may use rooms of a lower floor, and of its own; what wires them lies beside them, above all floors.
const apiFloor = { handling: 1, application: 2, practices: 3, money: 3, ideas: 3, voting: 3, scoring: 4, portal: 4,
  review: 5, people: 5, filing: 6, oversight: 6 };

const includes = f => [...read(f).matchAll(/^#include "([^"]+)"/gm)].map(m => m[1]);

// A sub-room of client/screens may use those of a lower floor, and its own; the programs above them use all.
const screens = { kit: 0, portal: 1, application: 1, account: 1, voting: 1, oversight: 1, voting_work: 2, work: 3 };

function arrowAllowed(from, to) {
  const [a, b] = [from.split('/'), to.split('/')];
  if (to.startsWith('client/screens/') && from.startsWith('client/screens/') && a.length === 4)
    return b.length === 4 && (a[2] === b[2] || screens[b[2]] < screens[a[2]]);
  if (b[0] === 'shared') {
    if (a[0] !== 'shared') return true;
    if (!(a[1] in floor) || !(b[1] in floor)) return false;
    return a[1] === b[1] || floor[b[1]] < floor[a[1]];
  }
  if (a[0] === 'shared') return false;
  if (a[0] === 'client') return b[0] === 'client';
  if (a[0] === 'server') return b[0] === 'server' || to.startsWith('client/screens/') || to.startsWith('client/platform/headless/');
  return false;
}

test('arrows run client → shared, server → shared, server → client/screens, and down the floors of shared', () => {
  const wrong = [];
  for (const f of cpp.filter(f => /^(client|server|shared)\//.test(f)))
    for (const to of includes(f))
      if (/^(client|server|shared|tools|tests)\//.test(to) && !arrowAllowed(f, to)) wrong.push(`${f} -> ${to}`);
  assert.deepEqual(wrong, []);
  assert.ok(cpp.length > 50);
});

test('a page is named by its row: no address of one is typed in a screen', () => {
  const rooms = [...read('client/app/pages.cpp').matchAll(/\{Screen::\w+, "\/(\w*)/g)].map(m => m[1]).filter(Boolean);
  assert.ok(rooms.length > 30);
  const typed = new RegExp(`"/(${[...new Set(rooms)].join('|')})["/]`);
  const wrong = cpp.filter(f => f.startsWith('client/screens/')).flatMap(f =>
    read(f).split('\n').filter(line => typed.test(line) && !/"\/(api|auth)\//.test(line)).map(line => `${f}: ${line.trim()}`));
  assert.deepEqual(wrong, []);
});

// What the server sends is read as a record of shared/api; what a room still reads by the text of a key may only become less.
test('reads of JSON by text key outside shared/api: so many in each room, and never more', () => {
  const most = { 'client/app': 180, 'client/screens/account': 20, 'client/screens/application': 99, 'client/screens/kit': 61,
    'client/screens/oversight': 65, 'client/screens/portal': 60, 'client/screens/voting': 168, 'client/screens/voting_work': 66,
    'client/screens/work': 137 };
  const read_by_key = /\b(?:text|integer|flag|items|child|has_value|text_at|integer_at|instant_of|kopecks_of)\((?:[^;"()]|\([^()]*\))*,\s*"/g;
  const now = {};
  for (const f of cpp.filter(f => /^client\/(app|screens)\//.test(f))) {
    const reads = [...read(f).matchAll(read_by_key)].length;
    const of = f.split('/').slice(0, f.startsWith('client/app/') ? 2 : -1).join('/');
    if (reads) now[of] = (now[of] ?? 0) + reads;
  }
  assert.deepEqual(now, most, 'fewer: write the new number here; more: make it a record (shared/api)');
});

// Schemas that are no records yet; write a new one as a record of shared/api with a line in server/api/schemas.cpp.
test('schemas written by hand become fewer', () => {
  const byHand = Object.keys(JSON.parse(read('server/api/components.json')).schemas);
  assert.equal(byHand.length, 116, 'more of them: make it a record; fewer: lower the number here');
});

test('rooms of server/api stand on floors, and nothing below the API knows of it', () => {
  const apiRoom = f => f.match(/^server\/api\/(\w+)\//)?.[1];
  const above = f => /^server\/(api|jobs|demo|commands)\//.test(f) || /^server\/\w+\.(cpp|h)$/.test(f);
  const wrong = [];
  for (const f of cpp.filter(f => f.startsWith('server/'))) {
    const from = apiRoom(f);
    if (from && !(from in apiFloor)) wrong.push(`${f}: a room without a floor`);
    for (const to of includes(f)) {
      const into = apiRoom(to);
      const down = into && (into === from || apiFloor[into] < apiFloor[from]);
      if (from && to.startsWith('server/api/') && !down) wrong.push(`${f} -> ${to}`);
      if (f.startsWith('server/api/') && /^server\/(jobs|demo|commands)\//.test(to)) wrong.push(`${f} -> ${to}`);
      if (!above(f) && to.startsWith('server/api/')) wrong.push(`${f} -> ${to}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('a route of the API is a row: one place gives them to the router', () => {
  const adds = /\brouter_?\.(add|get|post|put|patch|del)\(/;
  const wrong = cpp.filter(f => f.startsWith('server/api/') && f !== 'server/api/handling/route.cpp' && adds.test(read(f)));
  assert.deepEqual(wrong, []);
});

test('only ui/paint and the web platform include Dear ImGui', () => {
  const wrong = cpp.filter(f => /#include ["<]imgui/.test(read(f)) && !/^client\/(ui\/paint|platform\/web|map|chart)\//.test(f));
  assert.deepEqual(wrong, []);
});

test('the domain reaches nothing outside: no clock, file, thread, random source, stream or locale', () => {
  const wrong = cpp.filter(f => f.startsWith('shared/') &&
    /#include <(fstream|filesystem|thread|mutex|random|iostream|sstream|regex|locale)>|system_clock::now|std::rand\b|getenv/.test(read(f)));
  assert.deepEqual(wrong, []);
});

test('no floating point where figures must be exact', () => {
  const code = f => read(f).replace(/\/\/.*$/gm, '').replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const wrong = cpp.filter(f => /^shared\/(base|calendar|law|formula|form|scoring|practice|application|finance|review|voting|pabulib)\//.test(f) && /\b(double|float)\b/.test(code(f)));
  assert.deepEqual(wrong, []);
});

test('each room says what it is: in the line above its row, or in the one that opens its own .cmake or header', () => {
  const folders = [...new Set(cpp.filter(f => /^(client|server|shared)\//.test(f)).map(room))].filter(f => f.includes('/'));
  const rows = ['client', 'server', 'shared'].map(top => read(`${top}/CMakeLists.txt`)).join('\n');
  const opens = f => existsSync(join(root, f)) && /^(#|\/\/) \S+ \S+ \S+/.test(read(f));
  const silent = folders.filter(f => !new RegExp(`^ *# \\S+ \\S+ .*\\n *pochin_room\\(${f}[ )]`, 'm').test(rows) &&
    ![`${f}.h`, `${f}/${f.split('/').at(-1)}.cmake`, `${f}/${f.split('/').at(-2)}.cmake`].some(opens));
  assert.deepEqual(silent, []);
  assert.ok(folders.length > 45);
});

test('the code is formatted', () => {
  try {
    execFileSync('clang-format', ['--dry-run', '--Werror', ...cpp], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (e) {
    assert.fail(String(e.stderr).split('\n').filter(l => /error/.test(l)).slice(0, 10).join('\n'));
  }
});

test('the top level holds what was agreed and nothing else', () => {
  const agreed = /^(CMakeLists\.txt|CMakePresets\.json|README\.md|CONTRIBUTING\.md|SECURITY\.md|CHANGELOG\.md|LICENSE|client|server|shared|web|tests|tools|\..*)$/;
  assert.deepEqual([...new Set(tracked.map(f => f.split('/')[0]))].filter(f => !agreed.test(f)), []);
});

test('no machine path, no mirror or registry host is in the repository', () => {
  const host = new RegExp(['registry\\.np' + 'mjs', 'deb\\.deb' + 'ian\\.org', 'snapshot\\.deb' + 'ian', '/wo' + 'rk/main', '/ho' + 'me/[a-z]'].join('|'));
  const wrong = tracked.filter(f => !/\.(png|jpg|br|gz|ttf|woff2)$/.test(f) && host.test(read(f)));
  assert.deepEqual(wrong, []);
});

test('nothing is left unfinished', () => {
  const mark = new RegExp('\\b(' + ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|') + ')\\b');
  const wrong = tracked.filter(f => /\.(cpp|h|js|mjs|css|sh|cmake)$/.test(f) && mark.test(read(f)));
  assert.deepEqual(wrong, []);
});

test('a scope is compared with what it takes in by shared/access alone', () => {
  const compared = /\bscope\s*(==|!=)(?!\s*"[a-z])|(==|!=)\s*[\w.>()-]*\bscope\b|[.&:]scope\b[^;]*\bkEverywhere|kEverywhere\s*(==|!=)|(==|!=)\s*(access::)?kEverywhere|::scope\)|\bscope IN \(|\bscope = \?/;
  // There a grant that is taken away is found by its whole key, and a role on a scope by the pair access allowed.
  const wholeKey = f => (f === 'server/store/people.cpp' ? read(f).replace('oid = ? AND role = ? AND scope = ?', '') : read(f));
  const code = f => wholeKey(f).replace(/\/\/.*$/gm, '').replace(/Vocabulary::scope\)?/g, '');
  const ours = cpp.filter(f => /^(server|client|shared)\//.test(f) && !f.startsWith('shared/access/'));
  assert.deepEqual(ours.flatMap(f => code(f).split('\n').filter(line => compared.test(line)).map(line => `${f}: ${line.trim()}`)), []);
  assert.ok(compared.test("WHERE g.scope IN (?, '*')") && compared.test('g.role == role && g.scope == scope') && compared.test('if (scope == "*") return'));
});
