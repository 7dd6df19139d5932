// Starts the client, runs frames on demand, turns what happens in the document into events and C++'s effects into acts.
// ASSETS and createClient come from tools/build-web: the names of the hashed files, and Emscripten's loader.
const kInput = 0, kClick = 1, kFocus = 2, kBlur = 3, kHover = 4, kFiles = 5;
const kSettings = 'pochin.settings';
const page = document.documentElement, root = document.getElementById('app');
const mirror = createMirror(root);
const stats = { frames: 0, moves: 0, mode: 'starting', why: '', ops: 0, bytes: 0 };
let client = null, ready = false, dirty = false, pending = false, whole = true;
let settings = readSettings(), mark = null, effects = [];

// ---- calls into C++: strings as zero-ended UTF-8 ----
const encoder = new TextEncoder();
function put(bytes) {
  const at = client._malloc(bytes.length + 1);
  client.HEAPU8.set(bytes, at);
  client.HEAPU8[at + bytes.length] = 0;
  return at;
}
function call(name, ...values) {
  const held = [], plain = values.map(v => {
    if (typeof v !== 'string') return v;
    held.push(put(encoder.encode(v)));
    return held[held.length - 1];
  });
  const result = client['_' + name](...plain);
  for (const at of held) client._free(at);
  return result;
}

// ---- frames ----
function request() {
  if (pending || !ready) return;
  pending = true;
  requestAnimationFrame(() => { pending = false; update(); paint(); });
}
// Something that the store or a widget has to know of. `now`: the answer must come inside this very tap, because
// phones open the keyboard only for a focus that happens there.
function tell(name, values, now) {
  if (!ready) return;
  client._tick(Date.now());
  call(name, ...values);
  dirty = true;
  if (now) update();
  request();
}
const send = (kind, key, value, now) => tell('event', [kind, key, value || ''], now);

function update() {
  if (!dirty || !ready) return;
  dirty = false;
  address.note();
  client._update();
  for (const effect of effects.splice(0)) perform(effect);
}

// ---- the canvas lies in the document and scrolls with it, three windows long at most ----
const kMostPixels = 6e6;
const stage = document.createElement('div'), canvas = document.createElement('canvas');
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
  client._frame(anchor);
  stats.frames++;
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
  client._resize(canvas.clientWidth, canvasHeight, pixels[0], pixels[1], ratio, probe.getBoundingClientRect().width);
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

// ---- which face: the canvas, or the same elements in normal flow ----
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
let canvasStarted = null;
function startCanvas() {
  return canvasStarted = canvasStarted || (async () => {
    createCanvas();
    // Both are needed: the file for the canvas, the loaded face for the document.
    const [regular, bold] = await Promise.all([...['noto-regular.ttf', 'noto-bold.ttf'].map(async name => {
      const r = await fetch(ASSETS[name]);
      if (!r.ok) throw new Error(name);
      return new Uint8Array(await r.arrayBuffer());
    }), document.fonts.load('400 16px Noto'), document.fonts.load('700 16px Noto')]);
    return client._start_canvas(put(regular), regular.length, put(bold), bold.length, devicePixelRatio) === 1;
  })().catch(() => false);
}
const forced = matchMedia('(forced-colors: active)');
const mustBePlain = () => (forced.matches ? 'forced colours' : settings.plain ? 'chosen' : losses.length > 2 ? 'context lost' : '');
const chooseFace = () => { const why = mustBePlain(); if (why) showPlain(why); else showCanvas(); };
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
addEventListener('beforeprint', () => { if (ready && stats.mode === 'gl') { printing = true; showPlain('print'); } });
addEventListener('afterprint', () => { if (printing) { printing = false; chooseFace(); } });

// ---- settings ----
function readSettings() {
  try { return JSON.parse(localStorage.getItem(kSettings)) || {}; } catch { return {}; }
}
const dark = matchMedia('(prefers-color-scheme: dark)'), contrast = matchMedia('(prefers-contrast: more)');
const systemTheme = () => (contrast.matches ? 'contrast' : dark.matches ? 'dark' : 'light');
function applySettings(next) {
  mark = mark || firstVisible(root);
  settings = next;
  try { localStorage.setItem(kSettings, JSON.stringify(next)); } catch {}
  applyTheme();
  page.style.fontSize = next.text_percent && next.text_percent !== 100 ? next.text_percent + '%' : '';
  for (const [name, on] of [['letter', next.letter_spacing], ['line', next.line_spacing]]) {
    if (on) page.dataset[name] = 'wide'; else delete page.dataset[name];
  }
  chooseFace();
}
function applyTheme() {
  page.dataset.theme = settings.theme && settings.theme !== 'auto' ? settings.theme : systemTheme();
  if (ready) { call('scheme', page.dataset.theme); dirty = true; request(); }
}
for (const query of [dark, contrast]) query.addEventListener('change', applyTheme);

// ---- effects: what the store asks of the browser ----
const timers = new Map();
const storage = createStorage(() => tell('stored', ['!storage', 1, 'unavailable']));
const uploads = createUploads((handle, sent, total, status, body) => tell('uploaded', [handle, sent, total, status, body]),
  Math.random().toString(36).slice(2, 8) + '-');
const address = createAddress();
const dialogs = createDialogs(root, dialog => dialog.querySelector('[data-close]')?.click());

const acts = {
  fetch: e => sendRequest(e, (status, headers, body) => tell('response',
    [e.id, status, headers.etag || '', headers.location || '', body, Number(headers['retry-after']) || 0, headers['x-from-cache'] ? 1 : 0]))
    .then(status => { if (e.path === '/auth/logout' && status === 204) tellWorker({ forget: true }); }),
  get: async e => {
    const value = await storage.get(e.key);
    tell('stored', [e.key, value === undefined ? 0 : 1, value ?? '']);
  },
  put: e => storage.put(e.key, e.value),
  delete: e => storage.delete(e.key),
  go: e => address.go(e.path, e.replace),
  leave: e => { address.remember(); location.assign(e.href); },
  upload: e => uploads.send(e),
  drop: e => uploads.drop(e.handle),
  settings: ({ kind, ...next }) => applySettings(next),
  timer: e => {
    clearTimeout(timers.get(e.key));
    timers.set(e.key, setTimeout(() => { timers.delete(e.key); tell('timer', [e.key]); }, e.ms));
  },
  focus: e => focus(e.key),
  print: () => print(),
};
function perform(effect) {
  const act = acts[effect.kind];
  if (act) act(effect);
}
function focus(key) {
  const e = key ? mirror.get(key) : root.querySelector('h1');
  if (!e) return;
  if (e.tabIndex < 0 && !e.hasAttribute('tabindex')) e.tabIndex = -1;
  e.focus({ preventScroll: true });
  if (!key && address.returned()) return;
  const r = e.getBoundingClientRect(), edge = 16;
  if (r.top < edge || r.bottom > innerHeight - edge) e.scrollIntoView({ block: r.height > innerHeight / 2 ? 'start' : 'center', behavior: 'instant' });
}
const tellWorker = message => navigator.serviceWorker?.controller?.postMessage(message);

// ---- what C++ calls ----
const imports = {
  apply(text, height, title) {
    const ops = JSON.parse(text), held = document.activeElement, inside = held !== document.body && root.contains(held);
    const near = inside && nearby(held);
    dialogs.before();
    mirror.apply(ops, whole);
    whole = false;
    stats.ops = ops.length;
    stats.bytes = text.length;
    if (stats.mode === 'gl') {
      contentHeight = height;
      root.style.height = height + 'px';
      stage.style.height = Math.max(height, innerHeight) + 'px';
      if (mark) { if (!address.waiting()) keepInPlace(mark); mark = null; }
    }
    if (document.title !== title) document.title = title;
    dialogs.after();
    // The element in use went away with its part of the page: the keyboard stays near, not at the page's beginning.
    if (inside && !held.isConnected && document.activeElement === document.body) focusNear(near);
    address.settle();
  },
  effect(text) { effects.push(JSON.parse(text)); },
};
function nearby(e) {
  const keys = [];
  for (let p = e.parentElement; p && p !== root; p = p.parentElement) keys.push(p.id);
  return keys;
}
function focusNear(keys) {
  const e = keys.map(key => mirror.get(key)).find(Boolean) || root.querySelector('h1');
  if (e) { if (!e.hasAttribute('tabindex')) e.tabIndex = -1; e.focus({ preventScroll: true }); }
}

// ---- events of the document ----
// Before the client has come, links and forms work as in any page.
const isText = e => e.localName === 'textarea' || (e.localName === 'input' && !['checkbox', 'radio', 'file'].includes(e.type));
const valueOf = e => (e.type === 'checkbox' ? (e.checked ? '1' : '') : e.value);
root.addEventListener('input', e => { if (isText(e.target)) send(kInput, e.target.id, e.target.value); });
root.addEventListener('change', async e => {
  const t = e.target;
  if (t.type === 'file') {
    const list = await uploads.pick(t.files);
    t.value = '';  // the same file may be picked again
    if (list.length) send(kFiles, t.id, JSON.stringify(list));
  } else if (!isText(t)) {
    send(kInput, t.id, valueOf(t));
  }
});
root.addEventListener('focusin', e => send(kFocus, e.target.id, e.target.matches(':focus-visible') ? '1' : ''));
root.addEventListener('focusout', e => {
  if (e.target.name) send(kBlur, e.target.id);
  if (!e.relatedTarget) send(kFocus, '', '');
});
root.addEventListener('submit', e => {
  if (!ready) return;
  e.preventDefault();
  // Enter in a form whose button is not of the submitting kind.
  if (!e.submitter) e.target.querySelector('button.primary')?.click();
});
root.addEventListener('click', e => {
  const t = e.target.closest('button, a, summary');
  if (!t || !ready || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
  if (t.dataset.focus) { e.preventDefault(); focus(t.dataset.focus); }
  else if ('route' in t.dataset) { e.preventDefault(); send(kClick, t.id, '', true); }
  else if (t.localName !== 'a') {
    if (t.localName === 'summary') e.preventDefault();
    send(kClick, t.id, '', true);
  }
});
root.addEventListener('pointerover', e => {
  if (e.pointerType !== 'mouse' || stats.mode !== 'gl') return;
  const t = e.target.closest('button, a, input, select, textarea, label, summary'), key = t ? t.htmlFor || t.id : '';
  if (key !== stats.hovered) { stats.hovered = key; send(kHover, key); }
});
root.addEventListener('pointerleave', () => { if (stats.hovered) { stats.hovered = ''; send(kHover, ''); } });
addEventListener('popstate', e => {
  if (!ready) return;
  address.restore(e.state || { y: 0 });
  tell('navigate', [location.pathname + location.search], true);
});
for (const state of ['online', 'offline']) addEventListener(state, () => tell('online', [state === 'online' ? 1 : 0]));
addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') tell('online', [navigator.onLine ? 1 : 0]); });

// ---- start ----
const embedded = (() => {
  try { return JSON.parse(document.getElementById('resources').textContent); } catch { return {}; }
})();
// Asked for while the program is on its way: every screen needs it.
const session = fetch('/api/v1/session', { credentials: 'same-origin' }).then(r => (r.ok && !r.headers.has('x-from-cache') ? r.json() : null)).catch(() => null);

async function instantiate(wasmImports, done) {
  const response = fetch(ASSETS['client.wasm'], { credentials: 'same-origin' });
  let result;
  try { result = await WebAssembly.instantiateStreaming(response, wasmImports); } catch {
    // A proxy may have changed the content type.
    result = await WebAssembly.instantiate(await (await fetch(ASSETS['client.wasm'])).arrayBuffer(), wasmImports);
  }
  done(result.instance);
}

async function start() {
  page.style.overflowAnchor = 'none';
  probe.setAttribute('aria-hidden', 'true');
  Object.assign(probe.style, { position: 'absolute', width: '1rem', height: 0, visibility: 'hidden' });
  document.body.append(probe);
  if (history.state) { address.restore(history.state); address.settle(true); }
  client = await new Promise((done, failed) => createClient({ ...imports, instantiateWasm: (wasmImports, ready) => {
    instantiate(wasmImports, ready).catch(failed);
    return {};
  } }).then(done, failed));
  const known = await Promise.race([session, pause(1500)]), resources = known ? { ...embedded, '/api/v1/session': known } : embedded;
  client._tick(Date.now());
  call('start', JSON.stringify(resources), location.pathname + location.search, settings.theme || 'auto', settings.text_percent || 100,
    settings.letter_spacing ? 1 : 0, settings.line_spacing ? 1 : 0, settings.plain ? 1 : 0,
    [...crypto.getRandomValues(new Uint32Array(4))].map(n => n.toString(16).padStart(8, '0')).join(''));
  if (!navigator.onLine) client._online(0);
  call('scheme', page.dataset.theme);
  const canvasReady = mustBePlain() ? false : await startCanvas();
  for (const e of root.querySelectorAll('input, textarea, select')) if (changedByPerson(e)) call('event', kInput, e.id, valueOf(e));
  ready = dirty = true;
  if (canvasReady) await showCanvas();
  else { stats.mode = 'plain'; stats.why = mustBePlain() || 'no WebGL'; client._set_plain(1); update(); }
  if (navigator.serviceWorker && location.protocol !== 'file:') navigator.serviceWorker.register('/sw.js').catch(() => {});
}
// What was typed or chosen on the server's page before the client came.
function changedByPerson(e) {
  if (e.type === 'file') return false;
  if (e.type === 'checkbox' || e.type === 'radio') return e.checked !== e.defaultChecked && (e.checked || e.type === 'checkbox');
  if (e.localName === 'select') return [...e.options].some(o => o.selected !== o.defaultSelected) && e.selectedIndex > 0;
  return e.value !== e.defaultValue;
}
// For tests and for a curious person's console.
const readText = at => new TextDecoder().decode(client.HEAPU8.subarray(at, client.HEAPU8.indexOf(0, at)));
window.pochin = { stats, request, rects: () => JSON.parse(readText(client._rects())), marks: on => { client._set_marks(on ? 1 : 0); request(); } };
start().catch(async () => {
  if (client) return;  // the server's page stays, its links and forms work
  if (!navigator.onLine) await new Promise(done => addEventListener('online', done, { once: true }));
  if (!root.querySelector('[aria-busy]')) return;
  // Only a skeleton is here: say what happened instead of promising for ever.
  const text = document.createElement('p');
  text.setAttribute('role', 'alert');
  text.append('Не удалось загрузить страницу: связь прервалась. ', Object.assign(document.createElement('a'), { href: location.href, textContent: 'Попробовать ещё раз' }));
  root.prepend(text);
});
