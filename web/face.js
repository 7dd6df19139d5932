// Which face the page has: the canvas, or the same elements in normal flow; and the canvas itself.
//
// The canvas lies in the document and scrolls with it, three windows long at most. It must not make the page longer.
const kMostPixels = 6e6;
const stage = document.createElement('div'), canvas = document.createElement('canvas');
let gl = null, software = false, times = [], judged = 0;
let anchor = 0, lastTop = 0, pixels = [0, 0], lost = false, losses = [], canvasHeight = 0, contentHeight = 0;

function createCanvas() {
  canvas.id = 'canvas';
  canvas.setAttribute('aria-hidden', 'true');
  // The stage cuts the canvas off where the page ends: it must not make the page longer.
  Object.assign(stage.style, { position: 'absolute', left: 0, top: 0, width: '100%', overflow: 'hidden', pointerEvents: 'none' });
  stage.style.overflow = 'clip';
  Object.assign(canvas.style, { position: 'absolute', left: 0, top: 0, width: '100%', display: 'block', willChange: 'transform' });
  stage.append(canvas);
  root.before(stage);
}
// Most of the spare length lies ahead of the scroll; the canvas moves on when less than half of it is left there.
function wantedAnchor() {
  const room = canvasHeight - innerHeight, limit = Math.max(0, contentHeight - canvasHeight), top = scrollY;
  const down = top >= lastTop, ahead = down ? anchor + room - top : top - anchor;
  const enough = ahead > room / 2 || (down ? anchor >= limit : anchor <= 0);
  if (enough && ahead <= room && ahead >= 0) return anchor;
  return Math.max(0, Math.min(limit, Math.round(top - room * (down ? 0.15 : 0.85))));
}
function paint() {
  if (stats.mode !== 'gl' || lost || !canvasHeight) return;
  const to = wantedAnchor();
  lastTop = scrollY;
  if (to !== anchor) { anchor = to; stats.moves++; canvas.style.transform = `translateY(${anchor}px)`; }
  if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) { canvas.width = pixels[0]; canvas.height = pixels[1]; }
  const began = performance.now();
  client._frame(anchor);
  stats.frames++;
  if (!settings.canvas && began - judged > 300) judge(began);
}
// Whatever the renderer calls itself: five pictures of which most took longer than a hand waits. Reading waits for it.
const kSlow = 80;
function judge(began) {
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  judged = performance.now();
  times = [...times.slice(-4), judged - began];
  if (times.length === 5 && times.filter(t => t > kSlow).length > 2) { software = true; setTimeout(showPlain, 0, 'slow pictures'); }
}
addEventListener('scroll', () => {
  if (stats.mode !== 'gl') return;
  if (wantedAnchor() !== anchor) request(); else lastTop = scrollY;
}, { passive: true });

// Layout is in CSS pixels; the ratio only serves rasterising.
const probe = document.createElement('div');
function measure(box) {
  const ratio = devicePixelRatio;
  stretch();
  pixels = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
  // The exact box, unless it disagrees with the ratio: an emulated screen reports it in CSS pixels.
  if (box && Math.abs(box.inlineSize - pixels[0]) < 3 && Math.abs(box.blockSize - pixels[1]) < 3) pixels = [box.inlineSize, box.blockSize];
  canvasHeight = canvas.clientHeight;
  client._resize(canvas.clientWidth, canvasHeight, pixels[0], pixels[1], ratio, probe.getBoundingClientRect().width, innerHeight);
  dirty = true;
  update();
  paint();  // in the same frame, or the old picture would be seen stretched
}
const observer = new ResizeObserver(entries => {
  if (stats.mode !== 'gl') return;
  mark = mark || firstVisible(root);
  const entry = entries.find(e => e.target === canvas);
  measure(entry && entry.devicePixelContentBoxSize && entry.devicePixelContentBoxSize[0]);
});
// In vh, so that the address bar of a phone, which comes and goes, does not change the size.
let factor = 0;
function stretch() {
  const one = innerWidth * innerHeight * devicePixelRatio ** 2, to = Math.min(3, Math.max(1.35, kMostPixels / one));
  if (Math.abs(to - factor) < 0.1) return;
  factor = to;
  canvas.style.height = to * 100 + 'vh';
}

function showPlain(why) {
  if (stats.mode === 'plain') return;
  update();
  const place = firstVisible(root);
  stats.mode = 'plain';
  stats.why = why;
  page.classList.replace('gl', 'plain');
  stage.style.display = 'none';
  root.style.height = '';
  observer.disconnect();
  whole = true;
  client._set_plain(1);
  dirty = true;
  update();
  keepInPlace(place);
}
async function showCanvas() {
  if (stats.mode === 'gl' || mustBePlain() || !await startCanvas()) return stats.mode === 'gl';
  mark = firstVisible(root);
  stats.mode = 'gl';
  page.classList.replace('plain', 'gl');
  stage.style.display = '';
  whole = true;
  client._set_plain(0);
  measure();
  try { observer.observe(canvas, { box: 'device-pixel-content-box' }); } catch { observer.observe(canvas); }
  observer.observe(probe);
  return true;
}
// A canvas that the processor draws takes a key five times as long as the plain page: virtual machines and offices
// behind a remote desktop get that page, unless the person wants the canvas.
const kSoftware = /swiftshader|llvmpipe|softpipe|software|basic render/i;
function openGl() {
  const wish = { alpha: false, depth: false, stencil: false, antialias: false, powerPreference: 'low-power', failIfMajorPerformanceCaveat: !settings.canvas };
  gl = canvas.getContext('webgl2', wish) || canvas.getContext('webgl', wish);
  const info = gl && gl.getExtension('WEBGL_debug_renderer_info');
  software = !gl || kSoftware.test(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  return gl && (settings.canvas || !software);
}
let canvasStarted = null;
function startCanvas() {
  if (!canvasStarted && !openGl()) return false;
  return canvasStarted = canvasStarted || (async () => {
    createCanvas();
    // Both are needed: the file for the canvas, the loaded face for the document.
    const [regular, bold] = await Promise.all([...['noto-regular.ttf', 'noto-bold.ttf'].map(async name => {
      const r = await fetch(ASSETS[name]);
      if (!r.ok || /html/.test(r.headers.get('content-type'))) throw new Error(name);
      return new Uint8Array(await r.arrayBuffer());
    }), document.fonts.load('400 16px Noto'), document.fonts.load('700 16px Noto')]);
    return client._start_canvas(put(regular), regular.length, put(bold), bold.length, devicePixelRatio) === 1;
  })().catch(() => false);
}
const forced = matchMedia('(forced-colors: active)');
const mustBePlain = () => (forced.matches ? 'forced colours' : settings.plain ? 'chosen' : losses.length > 2 ? 'context lost'
  : translated() ? 'translated' : software && !settings.canvas ? 'software GL' : '');
const chooseFace = () => { const why = mustBePlain(); if (why) showPlain(why); else showCanvas(); };
// A translator's words have other lengths than the picture's.
const kLanguage = page.lang;
let foreignWords = false;
const translated = () => foreignWords || page.lang !== kLanguage || /\btranslated-/.test(page.className);
const watcher = new MutationObserver(list => {
  foreignWords = foreignWords || list.some(m => [...m.addedNodes].some(n => n.localName === 'font'));
  if (ready && translated()) showPlain('translated');
});
watcher.observe(page, { attributeFilter: ['class', 'lang'] });
watcher.observe(root, { childList: true, subtree: true });
forced.addEventListener('change', () => ready && chooseFace());

canvas.addEventListener('webglcontextlost', e => {
  e.preventDefault();
  lost = true;
  losses = losses.filter(t => performance.now() - t < 60000).concat(performance.now());
  const count = losses.length;
  if (count > 2) showPlain('context lost');
  else setTimeout(() => { if (lost && losses.length === count) { losses.push(0, 0); showPlain('context lost'); } }, 4000);
});
canvas.addEventListener('webglcontextrestored', () => {
  lost = false;
  client._restore_context();
  request();
});
let printing = false;
addEventListener('beforeprint', () => {
  // A sheet says where it comes from and when it was taken.
  document.body.dataset.printed = `Напечатано ${new Date().toLocaleString('ru', { dateStyle: 'long', timeStyle: 'short' })} · ${decodeURI(location.href)}`;
});
addEventListener('beforeprint', () => { if (ready && stats.mode === 'gl') { printing = true; showPlain('print'); } });
addEventListener('afterprint', () => { if (printing) { printing = false; chooseFace(); } });
