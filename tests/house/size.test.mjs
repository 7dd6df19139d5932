// How long a file and a function may be: at most 400 lines and 60. What was longer when the rule came stands below with
// its lines; that list may only shrink: a file or function of it may not grow, and once it fits its entry must go.
import test from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kFile = 400, kFunction = 60;

const longFiles = {
  'client/screens/application/fields.cpp': 412,
  'shared/access/matrix.cpp': 409,  // the table of every role and object
  'shared/formula/parse.cpp': 448,
  'tests/unit/client/app/fake_server.h': 540,
  'tests/unit/client/app/store_test.cpp': 545,
  'tests/unit/client/screens/golden_voting_test.cpp': 442,
  'tests/unit/server/http/server_test.cpp': 462,
  'tests/unit/shared/access/matrix_test.cpp': 491,  // the same table, written a second time
  'tests/unit/shared/practice/life_test.cpp': 412,
};

// «file: name» → lines. A name that several functions of a file share stands for the longest of them.
const longFunctions = {
  'client/screens/application/fields.cpp: input': 62,
  'client/ui/faces.cpp: class_of': 112,
  'client/ui/html.cpp: describe': 167,
  'client/ui/layout_parts.cpp: Layout::header': 84,
  'client/ui/layout_parts.cpp: Layout::place': 108,
  'client/ui/paint/controls.cpp: Painter::chart': 68,
  'client/ui/paint/paint.cpp: Painter::words': 63,
  'client/ui/paint/paint.cpp: Painter::container': 90,
  'client/ui/paint/paint.cpp: Painter::node': 68,
  'server/http/head.cpp: parse_head': 66,
  'server/http/outgoing.cpp: prepare': 65,
  'server/ops/config_keys.cpp: config_keys': 198,
  'shared/formula/check.cpp: of': 75,
  'shared/pabulib/fault.cpp: names': 62,
  'shared/practice/vocabulary.cpp: words': 92,
  'tests/unit/client/app/fake_server.h: application': 61,
  'tests/unit/client/app/fake_server.h: route': 79,
  'tests/unit/client/screens/person.h: role_name': 89,
  'tests/unit/client/ui/sample_test.cpp: sample_story': 82,
  'tests/unit/client/ui/sample_test.cpp: sample_form': 102,
  'tests/unit/server/jobs/threads_test.cpp: TEST_CASE': 76,
  'tests/unit/shared/form/kinds_test.cpp: cases': 124,
  'tools/benches/score_loop.cpp: main': 62,
};

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const read = f => readFileSync(join(root, f), 'utf8');
const ours = execFileSync('git', ['ls-files', 'client', 'server', 'shared', 'tools', 'web', 'tests'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  .split('\n').filter(f => existsSync(join(root, f)) && (/\.(cpp|h)$/.test(f) || /^web\/[^/]+\.js$/.test(f) || /^tools\/[^/.]+$/.test(f)));

// The code alone, of the same lines: without comments, strings, characters, regular expressions, lines of the
// preprocessor and labels of classes.
function bare(text) {
  const parts = /\/\/[^\n]*|\/\*[^]*?\*\/|R"(\w*)\([^]*?\)\1"|"(?:[^"\\\n]|\\.)*"|(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|(?<=(?:[(,=:]|\breturn)\s*)\/(?:[^\/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//g;
  return text.replace(parts, part => (part[0] === '/' ? '' : '""') + part.replace(/[^\n]/g, ''))
    .replace(/^\s*#(?:[^\n]*\\\n)*[^\n]*|^ *(?:public|private|protected):/gm, part => part.replace(/[^\n]/g, ''));
}

// The functions of a file as [name, lines], from the line their declaration begins at to their closing brace. Counted by
// braces, without a compiler: a block is a function's when what stands before its brace has parentheses and is no type,
// namespace, table or statement. What lies inside a function is part of it: a lambda has no count of its own.
function functionsOf(text) {
  const found = [], open = [], code = bare(text);
  let line = 1, from = 0, begins = 0;
  for (let i = 0; i < code.length; i++) {
    const c = code[i];
    if (c === '\n') line++;
    if (c === ';') from = i + 1, begins = 0;
    if (!begins && /\S/.test(c) && c !== ';') begins = line;
    if (c === '{') {
      const head = code.slice(from, i).trim();
      const inside = open.some(block => block.name);
      const plain = /^(?:namespace|class|struct|enum|union|extern)\b|[=({,]$|\breturn$/.test(head.replace(/^template <[^{]*?>\s*(?=class|struct)/, '')) && !/=>$/.test(head);
      const name = !inside && !plain && head.match(/([\w~:]+|operator\s*\S+|\])\s*\(/)?.[1];
      const wrapper = /^(?:const \w+ = |window\.\w+ = )?\(\(\) =>$/.test(head);
      open.push({ name: wrapper ? '' : name || '', begins });
      from = i + 1, begins = 0;
    }
    if (c === '}') {
      const block = open.pop();
      if (block?.name) found.push([block.name, line - block.begins + 1]);
      from = i + 1, begins = 0;
    }
  }
  return found;
}

// What is over the limit without leave, and what of the list is no longer so.
function judge(lengths, limit, allowed) {
  const wrong = [];
  for (const [name, lines] of Object.entries(lengths))
    if (lines > limit && lines > (allowed[name] ?? 0)) wrong.push(`${name}: ${lines} lines, at most ${allowed[name] ?? limit}`);
  for (const name of Object.keys(allowed))
    if (!(lengths[name] > limit)) wrong.push(`${name}: within the limit now, its entry is to go`);
  return wrong;
}

test('no file is longer than a reader holds in mind', () => {
  const lengths = Object.fromEntries(ours.map(f => [f, read(f).split('\n').length - 1]));
  assert.ok(ours.length > 500);
  assert.deepEqual(judge(lengths, kFile, longFiles), []);
});

test('no function is longer than a screen', () => {
  const lengths = {};
  for (const f of ours.filter(f => /\.(cpp|h|js)$/.test(f)))
    for (const [name, lines] of functionsOf(read(f))) lengths[`${f}: ${name}`] = Math.max(lines, lengths[`${f}: ${name}`] ?? 0);
  assert.ok(Object.keys(lengths).length > 4000);
  assert.deepEqual(judge(lengths, kFunction, longFunctions), []);
});

test('the count knows functions from types, tables and statements, and the list only shrinks', () => {
  const lines = n => 'x();\n'.repeat(n);
  assert.deepEqual(functionsOf(`namespace a {\nclass B : public C {\n public:\n  B(int x)\n      : x_(x) {\n${lines(2)}}\n};\n}`), [['B', 5]]);
  assert.deepEqual(functionsOf(`const Row kRows[] = {\n${'{1},\n'.repeat(70)}};\nint f() {\n  if (a) {\n${lines(3)}  }\n  auto g = [] {\n};\n}`), [['f', 9]]);
  assert.deepEqual(functionsOf('std::string f() {  // a brace {\n  return R"({{)" + "{" + \'{\';\n}\nauto g() -> int {\n}'), [['f', 3], ['g', 2]]);
  assert.deepEqual(functionsOf('(() => {\nfunction f(a) {\n  return /[{]/.test(a) && `{`;\n}\n})();'), [['f', 3]]);
  assert.deepEqual(judge({ a: 61, b: 60, c: 70, d: 80, f: 70 }, 60, { b: 65, c: 70, d: 79, e: 90, f: 80 }).map(s => s[0]), ['a', 'd', 'b', 'e']);
});
