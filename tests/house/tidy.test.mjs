// .clang-tidy over what changed: since the branch left origin/main, or in the last commit where it has not, and what is
// not committed yet. It reads files as the preset asan compiles them, which needs a configured build and no built one.
import test from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kSeconds = 120;  // a file takes some eight; what time does not reach is said, and read when it changes again
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] }).trim();
const tried = (...args) => { try { return git(...args); } catch { return ''; } };

function base() {
  const left = tried('merge-base', 'HEAD', 'origin/main');
  return left && left !== git('rev-parse', 'HEAD') ? left : tried('rev-parse', '--verify', 'HEAD~1');
}

// The lines of each file that the differences say are new: {file: Set of numbers}.
function changedLines(differences) {
  const changed = {};
  let file = '';
  for (const line of differences.split('\n')) {
    if (line.startsWith('+++ ')) file = line.slice(6);
    const hunk = line.match(/^@@ \S+ \+(\d+)(?:,(\d+))? @@/);
    if (hunk) for (let i = 0; i < Number(hunk[2] ?? 1); i++) (changed[file] ??= new Set()).add(Number(hunk[1]) + i);
  }
  return changed;
}

// What clang-tidy said of our files, a line each. It cannot know that a row of RETURNING is always there, so that an
// optional read unasked is told of where the line is new, and everything else wherever it stands in a changed file.
function findings(said, changed) {
  const ours = [...said.matchAll(/^(\S+):(\d+):\d+: (?:error|warning): (.*)$/gm)].map(([, file, line, what]) => ({ file: file.replace(root + '/', ''), line: Number(line), what }));
  return ours.filter(({ file, line, what }) => file in changed && (!what.includes('[bugprone-unchecked-optional-access') || changed[file].has(line)))
    .map(({ file, line, what }) => `${file}:${line}: ${what}`);
}

function tidy(file, until) {
  return new Promise(done => {
    const run = spawn('clang-tidy-19', ['-p', 'build/asan', '--quiet', file], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], timeout: Math.max(1, until - Date.now()) });
    let said = '';
    run.stdout.on('data', data => { said += data; });
    run.stderr.resume();
    run.on('error', () => done({ said: '', code: -1 }));
    run.on('close', (code, signal) => done({ said, code, late: signal !== null }));
  });
}

function compiled() {
  const path = join(root, 'build/asan/compile_commands.json');
  return existsSync(path) ? new Set(JSON.parse(readFileSync(path, 'utf8')).map(one => one.file.replace(root + '/', ''))) : new Set();
}

test('clang-tidy finds nothing in what changed', async t => {
  const since = base();
  if (!since) return t.skip('there is no commit before this one');
  const changed = changedLines(git('diff', '-U0', '--diff-filter=d', since, '--', 'client', 'server', 'shared', 'tools'));
  const sources = [...new Set(Object.keys(changed).filter(f => /\.(cpp|h)$/.test(f)).map(f => f.replace(/\.h$/, '.cpp')))].filter(f => existsSync(join(root, f)));
  if (sources.some(f => !compiled().has(f)))
    execFileSync('bash', ['-c', '. "$(tools/setup test | tail -n 1)" && cmake --preset asan'], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  const known = compiled();  // what only the browser has is not among them
  const left = sources.filter(f => known.has(f)).sort((a, b) => (changed[b]?.size ?? 0) - (changed[a]?.size ?? 0));
  const until = Date.now() + kSeconds * 1000, wrong = [], unread = [];
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, async () => {
    while (left.length) {
      const file = left.shift();
      if (Date.now() > until) { unread.push(file); continue; }
      const { said, code, late } = await tidy(file, until);
      if (late) { unread.push(file); continue; }
      const found = findings(said, changed);
      wrong.push(...found);
      if (code !== 0 && !found.length && !/\[(bugprone|performance|readability)-/.test(said)) wrong.push(`${file}: clang-tidy ended with ${code}: ${said.slice(0, 500)}`);
    }
  }));
  if (unread.length) t.diagnostic(`not read within ${kSeconds} s: ${unread.join(' ')}`);
  assert.deepEqual([...new Set(wrong)], []);
});

test('what is found is told of, an optional only on a new line', () => {
  const changed = changedLines('+++ b/server/a.cpp\n@@ -3,0 +4,2 @@ f\n+x\n+y\n@@ -9 +11 @@\n+z\n+++ b/shared/b.h\n@@ -0,0 +1,1 @@');
  assert.deepEqual(Object.fromEntries(Object.entries(changed).map(([f, lines]) => [f, [...lines]])), { 'server/a.cpp': [4, 5, 11], 'shared/b.h': [1] });
  const said = ['3:1: error: unchecked [bugprone-unchecked-optional-access]', '5:1: error: unchecked [bugprone-unchecked-optional-access]',
    '20:1: error: moved [bugprone-use-after-move]'].map(s => `${root}/server/a.cpp:${s}`).join('\n') + `\n${root}/server/other.cpp:1:1: error: moved [bugprone-use-after-move]`;
  assert.deepEqual(findings(said, changed).map(s => s.split(': ')[0]), ['server/a.cpp:5', 'server/a.cpp:20']);
});
