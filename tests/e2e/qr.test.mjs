// The code of a receipt: read back here as a telephone does, by the standard (ISO/IEC 18004), not by the writer's code.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const source = readFileSync(fileURLToPath(new URL('../../web/qr.js', import.meta.url)), 'utf8');
const { drawQr } = new Function('window', `${source}; return window;`)({});

// GF(2^8) by its table of powers.
const power = [], log = [];
for (let i = 0, x = 1; i < 255; i++) { power[i] = x; log[x] = i; x = x << 1; if (x > 255) x ^= 0x11D; }
const times = (a, b) => (a && b ? power[(log[a] + log[b]) % 255] : 0);

const masks = [(r, c) => (r + c) % 2 === 0, r => r % 2 === 0, (r, c) => c % 3 === 0, (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0, (r, c) => (r * c) % 2 + (r * c) % 3 === 0,
  (r, c) => ((r * c) % 2 + (r * c) % 3) % 2 === 0, (r, c) => ((r + c) % 2 + (r * c) % 3) % 2 === 0];
// Level M by version: [correction words of a block, [blocks, words of data]…].
const blocks = { 1: [10, [1, 16]], 2: [16, [1, 28]], 3: [26, [1, 44]], 4: [18, [2, 32]], 5: [24, [2, 43]], 6: [16, [4, 27]],
  7: [18, [4, 31]], 8: [22, [2, 38], [2, 39]], 9: [22, [3, 36], [2, 37]] };
const centres = { 1: [], 2: [6, 18], 3: [6, 22], 4: [6, 26], 5: [6, 30], 6: [6, 34], 7: [6, 22, 38], 8: [6, 24, 42], 9: [6, 26, 46] };

function isFunction(version, r, c) {
  const size = 17 + 4 * version, all = centres[version];
  if (r === 6 || c === 6) return true;
  if ((r < 9 && c < 9) || (r < 9 && c >= size - 8) || (r >= size - 8 && c < 9)) return true;
  if (version >= 7 && ((r < 6 && c >= size - 11) || (c < 6 && r >= size - 11))) return true;
  for (const y of all) for (const x of all) {
    const corner = (y === 6 && x === 6) || (y === 6 && x === all.at(-1)) || (y === all.at(-1) && x === 6);
    if (!corner && Math.abs(r - y) <= 2 && Math.abs(c - x) <= 2) return true;
  }
  return false;
}

function read(rows) {
  const size = rows.length, version = (size - 17) / 4;
  const around = [[8, 0], [8, 1], [8, 2], [8, 3], [8, 4], [8, 5], [8, 7], [8, 8], [7, 8], [5, 8], [4, 8], [3, 8], [2, 8], [1, 8], [0, 8]];
  const format = around.reduce((sum, [r, c]) => sum * 2 + (rows[r][c] ? 1 : 0), 0) ^ 0b101010000010010;
  assert.equal(format >> 13, 0, 'level M');
  const mask = masks[(format >> 10) & 7], words = [];
  let bits = '', up = true;
  for (let c = size - 1; c > 0; c -= 2, up = !up) {
    if (c === 6) c--;
    for (let i = 0; i < size; i++) for (const x of [c, c - 1]) {
      const r = up ? size - 1 - i : i;
      if (!isFunction(version, r, x)) bits += rows[r][x] !== mask(r, x) ? 1 : 0;
    }
  }
  for (let i = 0; i + 8 <= bits.length; i += 8) words.push(parseInt(bits.slice(i, i + 8), 2));
  const [tail, ...groups] = blocks[version], lengths = groups.flatMap(([n, data]) => new Array(n).fill(data));
  const parts = lengths.map(() => []);
  let at = 0;
  for (let i = 0; i < Math.max(...lengths); i++) parts.forEach((part, k) => { if (i < lengths[k]) part.push(words[at++]); });
  for (let i = 0; i < tail; i++) for (const part of parts) part.push(words[at++]);
  for (const part of parts) {
    for (let k = 0; k < tail; k++) {
      assert.equal(part.reduce((sum, word) => times(sum, power[k]) ^ word, 0), 0, `syndrome ${k} of a block`);
    }
  }
  const data = parts.flatMap((part, k) => part.slice(0, lengths[k])).map(word => word.toString(2).padStart(8, '0')).join('');
  assert.equal(data.slice(0, 4), '0100', 'bytes');
  const length = parseInt(data.slice(4, 12), 2), bytes = [];
  for (let i = 0; i < length; i++) bytes.push(parseInt(data.slice(12 + 8 * i, 20 + 8 * i), 2));
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

test('what was written is read, in every version', () => {
  const seen = new Set();
  for (let length = 1; length <= 178; length += 3) {
    const text = ('pochin:ppmi.2027-main:' + '0f3a'.repeat(40)).slice(0, length), rows = drawQr(text);
    seen.add(rows.length);
    assert.equal(read(rows), text);
  }
  assert.deepEqual([...seen], [21, 25, 29, 33, 37, 41, 45, 49, 53]);
});

test('a receipt of the longest name fits, Russian letters too; a text that does not is refused', () => {
  const receipt = `pochin:волгоград.взрослые-2027:${'ab'.repeat(32)}`;
  assert.equal(read(drawQr(receipt)), receipt);
  assert.equal(drawQr('x'.repeat(200)), null);
});

test('a spoilt code is not read by luck', () => {
  const rows = drawQr('pochin:a:b');
  rows[12][12] = !rows[12][12];
  assert.throws(() => read(rows));
});
