// What must hold on every screen: the canvas, the document and the text agree; nothing moves by itself.
import assert from 'node:assert/strict';
import { axePath, quiet, settled } from './browser.mjs';

// Rectangles of the layout (what is painted) against those of the elements (what takes the input).
export async function rectsEqual(page, most = 1) {
  const wrong = await page.evaluate(most => {
    if (pochin.stats.mode !== 'gl') return ['the page is not on the canvas'];
    const out = [];
    for (const [key, x, y, w, h] of pochin.rects()) {
      const e = document.getElementById(key);
      if (!e) { out.push(`${key}: painted without an element`); continue; }
      const r = e.getBoundingClientRect();
      const off = Math.max(Math.abs(r.left + scrollX - x), Math.abs(r.top + scrollY - y), Math.abs(r.width - w), Math.abs(r.height - h));
      if (off > most) out.push(`${key}: layout ${[x, y, w, h]} element ${[r.left + scrollX, r.top + scrollY, r.width, r.height]}`);
    }
    return out;
  }, most);
  assert.deepEqual(wrong, []);
}

// The text one sees on the canvas is the text of the document, in the same place: both are rendered, ink is compared
// column by column in every line of text in the window. Needs no help from the program.
export async function canvasTextEqualsDom(page, { atLeast = 5 } = {}) {
  const png = async () => (await page.screenshot({ caret: 'hide', animations: 'disabled' })).toString('base64');
  const onCanvas = await png();
  const style = await page.evaluateHandle(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`#canvas { visibility: hidden !important } html, body { background: #fff !important }
      #app, #app * { color: #000 !important; background: none !important; border-color: transparent !important; box-shadow: none !important; outline: none !important; -webkit-text-fill-color: #000 !important }
      #app ::placeholder { color: transparent !important; -webkit-text-fill-color: transparent !important }`);
    document.adoptedStyleSheets.push(sheet);
    return sheet;
  });
  const inDocument = await png();
  await page.evaluate(sheet => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter(s => s !== sheet); }, style);
  const result = await page.evaluate(async ([a, b]) => {
    const load = async text => {
      const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0)), image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const c = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true });
      c.drawImage(image, 0, 0);
      return [c, image.width / innerWidth];
    };
    const [canvas, k] = await load(a), [text] = await load(b), wrong = [];
    let lines = 0;
    // Ink by column: difference to the commonest colour of the box.
    const columns = (context, x, y, w, h) => {
      const d = context.getImageData(x, y, w, h).data, seen = new Map();
      for (let i = 0; i < d.length; i += 4) { const c = d[i] << 16 | d[i + 1] << 8 | d[i + 2]; seen.set(c, (seen.get(c) || 0) + 1); }
      const back = [...seen].sort((p, q) => q[1] - p[1])[0][0], br = back >> 16, bg = back >> 8 & 255, bb = back & 255, out = new Float64Array(w);
      for (let row = 0; row < h; row++) for (let col = 0; col < w; col++) {
        const i = (row * w + col) * 4;
        out[col] += Math.max(Math.abs(d[i] - br), Math.abs(d[i + 1] - bg), Math.abs(d[i + 2] - bb));
      }
      const most = Math.max(...out);
      return most < 40 ? null : out.map(v => v / most);
    };
    const alike = (p, q, shift) => {
      let pp = 0, qq = 0, pq = 0;
      for (let i = 0; i < p.length; i++) { const v = q[i + shift] || 0; pp += p[i] * p[i]; qq += v * v; pq += p[i] * v; }
      return pq / Math.sqrt(pp * qq || 1);
    };
    const covered = e => e.closest('dialog, .css, option');
    for (const e of document.querySelectorAll('#app *')) {
      if (covered(e) || !e.checkVisibility()) continue;  // what lies in a closed explanation has a place and is not drawn
      for (const node of e.childNodes) {
        if (node.nodeType !== 3 || !node.data.trim()) continue;
        const range = document.createRange(), box = e.getBoundingClientRect();
        range.selectNodeContents(node);
        if (box.width < 4 || box.height < 4) continue;  // read, not drawn
        const rows = new Map();
        for (const r of range.getClientRects()) {
          const key = Math.round(r.top), old = rows.get(key);
          rows.set(key, old ? { left: Math.min(old.left, r.left), right: Math.max(old.right, r.right), top: r.top, bottom: r.bottom } : { left: r.left, right: r.right, top: r.top, bottom: r.bottom });
        }
        for (const r of rows.values()) {
          const top = Math.ceil(r.top), bottom = Math.floor(r.bottom - (r.bottom - r.top) * 0.28);  // without underlines
          if (top < 0 || bottom > innerHeight || r.left < 0 || r.right > innerWidth || r.right - r.left < 6) continue;
          const at = document.elementFromPoint((r.left + r.right) / 2, (r.top + r.bottom) / 2);
          if (at && at.closest('dialog, .css') && !e.contains(at)) continue;
          const area = [Math.round((r.left - 1) * k), Math.round(top * k), Math.round((r.right - r.left + 2) * k), Math.round((bottom - top) * k)];
          const q = columns(text, ...area), p = columns(canvas, ...area);
          if (!q) continue;
          lines++;
          if (!p) { wrong.push(`${e.id}: «${node.data.slice(0, 40)}» is not painted`); continue; }
          let best = 0;
          for (let s = -Math.ceil(k); s <= Math.ceil(k); s++) best = Math.max(best, alike(p, q, s));
          if (best < 0.8) wrong.push(`${e.id}: «${node.data.slice(0, 40)}» differs (${best.toFixed(2)})`);
        }
      }
    }
    return { wrong, lines };
  }, [onCanvas, inDocument]);
  assert.deepEqual(result.wrong, []);
  assert.ok(result.lines >= atLeast, `only ${result.lines} lines of text compared`);
  return result.lines;
}

// All of it: a real page on the canvas, in whatever theme and window it stands.
export async function painted(page) {
  await rectsEqual(page);
  await linesBreakAlike(page);
  await canvasTextEqualsDom(page, { atLeast: 3 });
  await pixelContrast(page, { atLeast: 3 });
  await axe(page);
}

// The page comes to rest, however busy the machine is, and in rest no frame is drawn: one window without a frame, then
// another in which only the answer to a request may be drawn.
export async function idleFrames(page, ms = 2000) {
  await settled(page, ms);
  if ((await quiet(page, ms)).drawn) assert.fail('frames are drawn though nothing happens');
}

export async function noHorizontalScroll(page) {
  const found = await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - innerWidth, out = [];
    const scrolls = e => { for (let p = e.parentElement; p && p.id !== 'app'; p = p.parentElement) if (/auto|scroll/.test(getComputedStyle(p).overflowX)) return true; return false; };
    for (const e of document.querySelectorAll('#app *')) {
      const r = e.getBoundingClientRect();
      if (r.width > 1 && r.right > innerWidth + 0.5 && !scrolls(e)) out.push(`${e.id} ends at ${r.right}`);
    }
    return { wide, out: out.slice(0, 8) };
  });
  assert.ok(found.wide <= 0, `the page is ${found.wide} px too wide: ${found.out}`);
  assert.deepEqual(found.out, []);
}

export async function axe(page) {
  if (!await page.evaluate(() => !!window.axe)) {
    // By the debugger, because the page's policy lets no foreign script in.
    const { readFileSync } = await import('node:fs');
    await page.evaluate(readFileSync(axePath, 'utf8'));
  }
  // Only what is wrong is written down, a tenth of the time; on the canvas the document's text is clear, see pixelContrast.
  const result = await page.evaluate(() => axe.run({ resultTypes: ['violations'], rules: { 'color-contrast': { enabled: window.pochin?.stats.mode !== 'gl' } } }));
  assert.deepEqual(result.violations.map(v => `${v.id}: ${v.nodes.length} × ${v.nodes[0].html.slice(0, 160)} — ${v.help}`), []);
  return result;
}

// Fills are painted, not only glyphs: the picture under the page's lower left corner has the page's colour.
export async function backgroundPainted(page) {
  const png = (await page.screenshot({ clip: { x: 1, y: page.viewportSize().height - 3, width: 2, height: 2 } })).toString('base64');
  const [seen, wanted] = await page.evaluate(async png => {
    const i = await createImageBitmap(new Blob([Uint8Array.from(atob(png), c => c.charCodeAt(0))], { type: 'image/png' }));
    const c = new OffscreenCanvas(i.width, i.height).getContext('2d');
    const hex = () => [...c.getImageData(0, 0, 1, 1).data].slice(0, 3).join();
    c.drawImage(i, 0, 0);
    const seen = hex();
    c.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--bg').trim();
    c.fillRect(0, 0, 1, 1);
    return [seen, hex()];
  }, png);
  assert.equal(seen, wanted, 'the page\'s background');
}

// Every line breaks at the same place in the document and on the canvas.
export async function linesBreakAlike(page) {
  const wrong = await page.evaluate(() => {
    const out = [];
    for (const [key, , , , , count] of pochin.rects()) {
      if (!count) continue;
      const e = document.getElementById(key), node = e && [...e.childNodes].find(n => n.nodeType === 3 && n.data);
      if (!node) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rows = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
      if (rows.size && rows.size !== count) out.push(`${key}: ${rows.size} lines in the document, ${count} on the canvas`);
    }
    return out;
  });
  assert.deepEqual(wrong, []);
}

// The contrast of the text one sees, from the pixels of the picture: its strongest ink against the commonest colour
// behind it. 4.5 for usual text, 3 for large (WCAG 1.4.3); what is disabled is let off.
export async function pixelContrast(page, { atLeast = 5 } = {}) {
  const png = (await page.screenshot({ caret: 'hide', animations: 'disabled' })).toString('base64');
  const result = await page.evaluate(async text => {
    const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0)), image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const picture = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true }), k = image.width / innerWidth;
    picture.drawImage(image, 0, 0);
    const light = (r, g, b) => [r, g, b].map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), wrong = [];
    let lines = 0;
    for (const e of document.querySelectorAll('#app *')) {
      if (e.closest('[aria-disabled=true], :disabled, option, [hidden]') || !e.checkVisibility()) continue;
      for (const node of e.childNodes) {
        if (node.nodeType !== 3 || !node.data.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const style = getComputedStyle(e), size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        for (const r of range.getClientRects()) {
          if (r.width < size || r.height < 8 || r.top < 0 || r.left < 0 || r.bottom > innerHeight || r.right > innerWidth) continue;  // also spaces at the ends of lines
          const over = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
          if (!over || !(e.contains(over) || over.contains(e))) continue;
          const d = picture.getImageData(Math.round(r.left * k), Math.round(r.top * k), Math.max(1, Math.round(r.width * k)), Math.max(1, Math.round(r.height * k))).data, seen = new Map();
          for (let i = 0; i < d.length; i += 4) { const c = d[i] << 16 | d[i + 1] << 8 | d[i + 2]; seen.set(c, (seen.get(c) || 0) + 1); }
          const lightOf = c => light(c >> 16, c >> 8 & 255, c & 255), back = lightOf([...seen].sort((p, q) => q[1] - p[1])[0][0]);
          const best = Math.max(...[...seen.keys()].map(c => ratio(lightOf(c), back)));
          lines++;
          if (best < (large ? 3 : 4.5)) wrong.push(`${e.id}: «${node.data.slice(0, 40)}» has ${best.toFixed(2)}:1`);
        }
      }
    }
    // The edge of a field against what lies around it: the most of the ten pixels across the middle of its left side.
    for (const e of document.querySelectorAll('#app :is(.in, .box):not(:disabled)')) {
      const r = e.getBoundingClientRect();
      if (r.width < 16 || r.top < 0 || r.left < 5 || r.bottom > innerHeight || r.right > innerWidth || e.closest('dialog:not([open])')) continue;
      const over = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
      if (!over || !(e.contains(over) || over.contains(e) || over.closest('.cho'))) continue;
      const d = picture.getImageData(Math.round((r.left - 5) * k), Math.round((r.top + r.height / 2) * k), Math.round(10 * k), 1).data, across = [];
      for (let i = 0; i < d.length; i += 4) across.push(light(d[i], d[i + 1], d[i + 2]));
      const best = Math.max(...across.map(l => ratio(l, across[0])));
      lines++;
      if (best < 3) wrong.push(`${e.id}: the edge of the field has ${best.toFixed(2)}:1`);
    }
    return { wrong, lines };
  }, png);
  assert.deepEqual(result.wrong, []);
  assert.ok(result.lines >= atLeast, `only ${result.lines} lines of text looked at`);
}
