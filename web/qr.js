// A QR code (ISO/IEC 18004) of a short text: bytes, error correction M, versions 1 to 9. Fetched only for a receipt.
// drawQr(text) → rows of true (dark) and false, or null when the text is too long.
window.drawQr = (() => {
  // By version: words of correction in each block, blocks, all words, centres of the alignment patterns.
  const kVersions = [[10, 1, 26, []], [16, 1, 44, [6, 18]], [26, 1, 70, [6, 22]], [18, 2, 100, [6, 26]], [24, 2, 134, [6, 30]],
    [16, 4, 172, [6, 34]], [18, 4, 196, [6, 22, 38]], [22, 4, 242, [6, 24, 42]], [22, 5, 292, [6, 26, 46]]];

  function multiply(a, b) {  // in GF(2^8) by the polynomial 0x11D
    let out = 0;
    for (let bit = 7; bit >= 0; bit--) out = (out << 1) ^ ((out >> 7) * 0x11D) ^ ((b >> bit & 1) * a);
    return out;
  }
  function divisor(degree) {
    const out = new Array(degree).fill(0);
    out[degree - 1] = 1;
    for (let i = 0, root = 1; i < degree; i++, root = multiply(root, 2)) {
      for (let j = 0; j < degree; j++) out[j] = multiply(out[j], root) ^ (out[j + 1] || 0);
    }
    return out;
  }
  function correction(data, by) {
    const out = by.map(() => 0);
    for (const word of data) {
      const factor = word ^ out.shift();
      out.push(0);
      by.forEach((one, i) => { out[i] ^= multiply(one, factor); });
    }
    return out;
  }

  function words(bytes, version) {
    const [each, blocks, all] = kVersions[version - 1], room = all - each * blocks, bits = [];
    const put = (value, count) => { for (let i = count - 1; i >= 0; i--) bits.push(value >> i & 1); };
    put(4, 4);
    put(bytes.length, 8);
    for (const b of bytes) put(b, 8);
    put(0, Math.min(4, room * 8 - bits.length));
    while (bits.length % 8) bits.push(0);
    const data = [];
    for (let i = 0; i < bits.length; i += 8) data.push(parseInt(bits.slice(i, i + 8).join(''), 2));
    for (let pad = 0xEC; data.length < room; pad ^= 0xEC ^ 0x11) data.push(pad);
    // Shorter blocks come first; the words of the blocks alternate.
    const short = blocks - all % blocks, long = Math.floor(all / blocks) - each, by = divisor(each), parts = [];
    for (let i = 0, at = 0; i < blocks; i++) {
      const part = data.slice(at, at += long + (i < short ? 0 : 1));
      parts.push([part, correction(part, by)]);
    }
    const out = [];
    for (let i = 0; i <= long; i++) for (const [part] of parts) if (i < part.length) out.push(part[i]);
    for (let i = 0; i < each; i++) for (const [, tail] of parts) out.push(tail[i]);
    return out;
  }

  const kMasks = [(x, y) => (x + y) % 2, (x, y) => y % 2, x => x % 3, (x, y) => (x + y) % 3, (x, y) => (Math.floor(x / 3) + (y >> 1)) % 2,
    (x, y) => x * y % 2 + x * y % 3, (x, y) => (x * y % 2 + x * y % 3) % 2, (x, y) => ((x + y) % 2 + x * y % 3) % 2];

  function remainder(value, bits, by, top) {
    let out = value;
    for (let i = 0; i < bits; i++) out = (out << 1) ^ ((out >> (top - 1)) * by);
    return value << bits | out;
  }

  function frame(version) {  // what does not depend on the text; undefined: free for it
    const size = version * 4 + 17, rows = Array.from({ length: size }, () => new Array(size));
    const put = (x, y, dark) => { if (rows[y] && x >= 0 && x < size) rows[y][x] = dark; };
    for (let i = 0; i < size; i++) { put(6, i, i % 2 === 0); put(i, 6, i % 2 === 0); }
    for (const [cx, cy] of [[3, 3], [size - 4, 3], [3, size - 4]]) {
      for (let dy = -4; dy <= 4; dy++) for (let dx = -4; dx <= 4; dx++) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        put(cx + dx, cy + dy, ring !== 2 && ring !== 4);
      }
    }
    const centres = kVersions[version - 1][3], last = centres.length - 1;
    centres.forEach((cx, i) => centres.forEach((cy, j) => {
      if ((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) return;
      for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) put(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }));
    if (version >= 7) {
      const bits = remainder(version, 12, 0x1F25, 12);
      for (let i = 0; i < 18; i++) {
        const a = size - 11 + i % 3, b = Math.floor(i / 3), dark = (bits >> i & 1) === 1;
        put(a, b, dark);
        put(b, a, dark);
      }
    }
    format(rows, 0);
    return rows;
  }

  function format(rows, mask) {  // level M is 0
    const size = rows.length, bits = remainder(mask, 10, 0x537, 10) ^ 0x5412, on = i => (bits >> i & 1) === 1;
    for (let i = 0; i <= 5; i++) rows[i][8] = on(i);
    rows[7][8] = on(6);
    rows[8][8] = on(7);
    rows[8][7] = on(8);
    for (let i = 9; i < 15; i++) rows[8][14 - i] = on(i);
    for (let i = 0; i < 8; i++) rows[8][size - 1 - i] = on(i);
    for (let i = 8; i < 15; i++) rows[size - 15 + i][8] = on(i);
    rows[size - 8][8] = true;
  }

  function fill(rows, free, data, mask) {  // in columns of two, up and down, from the right
    const size = rows.length;
    let i = 0;
    for (let right = size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < size; step++) for (const x of [right, right - 1]) {
        const y = (right + 1 & 2) === 0 ? size - 1 - step : step;
        if (!free[y][x]) continue;
        const bit = i < data.length * 8 ? data[i >> 3] >> (7 - (i & 7)) & 1 : 0;
        i++;
        rows[y][x] = (bit === 1) !== (kMasks[mask](x, y) === 0);
      }
    }
    format(rows, mask);
    return rows;
  }

  function penalty(rows) {
    const size = rows.length, lines = [...rows, ...rows.map((_, x) => rows.map(row => row[x]))];
    let sum = 0, dark = 0;
    for (const line of lines) {
      const text = line.map(d => (d ? '1' : '0')).join('');
      for (const run of text.match(/0+|1+/g)) if (run.length >= 5) sum += run.length - 2;
      for (const look of [/(?=10111010000)/g, /(?=00001011101)/g]) sum += 40 * (text.match(look) || []).length;
    }
    for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) {
      dark += rows[y][x] ? 1 : 0;
      if (y && x && rows[y][x] === rows[y - 1][x] && rows[y][x] === rows[y][x - 1] && rows[y][x] === rows[y - 1][x - 1]) sum += 3;
    }
    return sum + 10 * Math.floor(Math.abs(dark * 20 - size * size * 10) / (size * size));
  }

  return text => {
    const bytes = [...new TextEncoder().encode(text)];
    const version = 1 + kVersions.findIndex(([each, blocks, all]) => bytes.length + 2 <= all - each * blocks);
    if (version === 0) return null;
    const data = words(bytes, version), free = frame(version).map(row => Array.from(row, cell => cell === undefined));
    const all = kMasks.map((_, mask) => fill(frame(version), free, data, mask));
    return all.reduce((best, one) => (penalty(one) < penalty(best) ? one : best));
  };
})();
