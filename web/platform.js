// Starts the client, runs frames on demand, turns what happens in the document into events and C++'s effects into acts.
// ASSETS and createClient come from tools/build-web: the names of the hashed files, and Emscripten's loader.
const kInput = 0, kClick = 1, kFocus = 2, kBlur = 3, kHover = 4, kFiles = 5;
const kSettings = 'pochin.settings';
const page = document.documentElement, root = document.getElementById('app');
const mirror = createMirror(root);
const stats = { frames: 0, moves: 0, mode: 'starting', why: '', ops: 0, bytes: 0 };
let client = null, ready = false, dirty = false, pending = false, whole = true;
let settings = readSettings(), mark = null, effects = [], pressed = false;

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
  requestAnimationFrame(() => { pending = false; if (!pressed) update(true); paint(); });
}
// Something that the store or a widget has to know of. `now`: the answer must come inside this very tap, because
// phones open the keyboard only for a focus that happens there.
function tell(name, values, now) {
  if (!ready) return;
  client._tick(clock.now());
  call(name, ...values);
  dirty = true;
  if (now || document.hidden) update();  // a page in the background gets no frames, but what was typed goes on its way
  request();
}
const send = (kind, key, value, now) => tell('event', [kind, key, value || ''], now);

// `framed`: what nobody sees waits until the picture is there.
function update(framed) {
  if (dirty && ready) {
    dirty = false;
    address.note();
    client._update();
  }
  if (!framed || effects.some(e => !/^(put|timer)$/.test(e.kind))) act();
  else if (effects.length) setTimeout(act);
}
const act = () => { for (const effect of effects.splice(0)) perform(effect); };

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
  Math.random().toString(36).slice(2, 8) + '-', handle => storage.get('file/' + handle));
// Other tabs of this browser show what is typed here, and the other way round.
const tabs = window.BroadcastChannel && new BroadcastChannel('pochin');
const share = (key, value) => { if (tabs && key.startsWith('draft/')) tabs.postMessage([key, value]); };
if (tabs) tabs.onmessage = ({ data: [key, value] }) => tell('stored', ['~' + key, value === null ? 0 : 1, value || '']);
const address = createAddress();
const dialogs = createDialogs(root, dialog => dialog.querySelector('[data-close]')?.click());

const acts = {
  fetch: e => sendRequest(e, (status, headers, body) => tell('response',
    [e.id, status, headers.etag || '', headers.location || '', body, Number(headers['retry-after']) || 0, headers['x-from-cache'] ? 1 : 0]))
    .then(status => { if (/^\/auth\/logout|\/me\/erasure$/.test(e.path) && status < 300) tellWorker({ forget: true }); }),
  get: async e => {
    const value = await storage.get(e.key);
    tell('stored', [e.key, value === undefined ? 0 : 1, value ?? '']);
  },
  put: async e => {
    if (e.key.startsWith('file/')) return storage.putFile(e.key, await uploads.file(e.key.slice(5)));
    storage.put(e.key, e.value);
    share(e.key, e.value);
  },
  delete: e => { storage.delete(e.key); share(e.key, null); },
  go: e => address.go(e.path, e.replace, e.stay),
  leave: e => { address.remember(); location[e.replace ? 'replace' : 'assign'](e.href); },
  upload: e => uploads.send(e),
  drop: e => uploads.drop(e.handle),
  settings: ({ kind, ...next }) => applySettings(next),
  timer: e => {
    clearTimeout(timers.get(e.key));
    timers.set(e.key, setTimeout(() => { timers.delete(e.key); tell('timer', [e.key]); }, e.ms));
  },
  focus: e => focus(e.key),
  print: () => print(),
  copy: e => navigator.clipboard?.writeText(e.text).catch(() => {}),
  save: e => {
    const a = document.createElement('a'), address = URL.createObjectURL(new Blob([e.text], { type: 'text/plain' }));
    Object.assign(a, { href: address, download: e.name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  },
};
function perform(effect) {
  const one = acts[effect.kind];
  if (one) one(effect);
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
// Composed letters (NFC), as the server keeps them: «й» is one sign however the keyboard made it.
root.addEventListener('input', e => { if (isText(e.target)) { typedDate(e); send(kInput, e.target.id, e.target.value.normalize()); } });
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
// Nothing moves from under a mouse button that is down: a click whose element went away is no click.
root.addEventListener('pointerdown', e => { pressed = e.pointerType === 'mouse' && !e.button && !!e.target.closest('button, a, summary, label, [type=radio], [type=checkbox], [type=file]'); });
for (const end of ['pointerup', 'pointercancel', 'blur']) addEventListener(end, () => { pressed = false; request(); });
root.addEventListener('click', e => {
  const t = e.target.closest('button, a, summary');
  if (!t || !ready || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
  const menu = t.localName === 'a' && t.closest('[popover]');
  if (menu && menu.matches(':popover-open')) menu.hidePopover();
  if (t.dataset.calendar) {
    const field = mirror.get(t.dataset.calendar);
    openCalendar(t, field, value => { field.value = value; send(kInput, field.id, value, true); });
  } else if (t.dataset.focus) { e.preventDefault(); focus(t.dataset.focus); }
  else if ('route' in t.dataset) { e.preventDefault(); send(kClick, t.id, t.getAttribute('href'), true); }
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
// The last key may still wait for its frame.
addEventListener('pagehide', () => { update(); storage.leave(); });
addEventListener('pageshow', e => { if (e.persisted) storage.back(); });
addEventListener('visibilitychange', () => {
  if (document.hidden) return update();
  if (clock.slept()) fetch('/api/v1/session', { method: 'HEAD', credentials: 'same-origin' }).then(clock.learn, () => {});
  tell('online', [navigator.onLine ? 1 : 0]);
});
