// From the server's page to the live one.
const embedded = (() => {
  try { return JSON.parse(document.getElementById('resources').textContent); } catch { return {}; }
})();
// Asked for while the program is on its way: every screen needs it.
const session = fetch('/api/v1/session', { credentials: 'same-origin' }).then(r => (clock.learn(r).ok && !r.headers.has('x-from-cache') ? r.json() : null)).catch(() => null);

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
  const known = await Promise.race([session, pause(1500)]), resources = known ? { ...embedded, '/api/v1/session': known, 'just asked': 1 } : embedded;
  client._tick(clock.now());
  call('start', JSON.stringify(resources), location.pathname + location.search, settings.theme || 'auto', settings.text_percent || 100,
    settings.letter_spacing ? 1 : 0, settings.line_spacing ? 1 : 0, settings.plain ? 1 : settings.canvas ? 2 : 0,
    [...crypto.getRandomValues(new Uint32Array(4))].map(n => n.toString(16).padStart(8, '0')).join(''));
  if (!navigator.onLine) client._online(0);
  call('scheme', page.dataset.theme);
  const canvasReady = mustBePlain() ? false : await startCanvas();
  for (const e of root.querySelectorAll('input, textarea, select')) if (changedByPerson(e)) call('event', kInput, e.id, valueOf(e));
  ready = dirty = true;
  if (storage.refused()) tell('stored', ['!storage', 1, 'unavailable']);
  if (canvasReady) await showCanvas();
  else { stats.mode = 'plain'; stats.why = mustBePlain() || 'no WebGL'; client._set_plain(1); update(); }
  if (navigator.serviceWorker && location.protocol !== 'file:') {
    // What came with the page is there without a network too, and the program that runs.
    navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready).then(r => r.active.postMessage({ data: embedded, program: PROGRAM })).catch(() => {});
  }
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
