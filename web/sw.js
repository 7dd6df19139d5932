// Keeps the program and what was read for when there is no network. Never touches login, writes or other origins.
// tools/build-web writes VERSION and ASSETS in front of this file.
const kShell = '/shell', kProgram = 'pochin-' + VERSION, kData = 'pochin-data';
const kKept = [/^\/api\/v1\/practices\/[^/]+$/, /^\/api\/v1\/territories$/, /^\/api\/v1\/applications\/[^/]+$/, /^\/api\/v1\/session$/, /^\/api\/v1\/portal$/];
const kPatience = 4000;  // a network slower than this loses to what is kept, for whole pages only

addEventListener('install', e => e.waitUntil((async () => {
  const program = await caches.open(kProgram);
  await program.addAll(ASSETS);                                      // hashed names: mostly from the HTTP cache
  await program.add(new Request(kShell, { cache: 'reload', credentials: 'omit' }));
  await skipWaiting();
})()));

addEventListener('activate', e => e.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('pochin-') && name !== kProgram && name !== kData) await caches.delete(name);
  await clients.claim();
})()));

addEventListener('message', e => { if (e.data && e.data.forget) e.waitUntil(caches.delete(kData)); });

addEventListener('fetch', e => {
  const request = e.request, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/auth')) return;
  if (url.pathname.startsWith('/assets/')) e.respondWith(asset(request));
  else if (request.mode === 'navigate') e.respondWith(navigation(request));
  else if (kKept.some(kept => kept.test(url.pathname))) e.respondWith(data(e, url.pathname));
});

async function asset(request) {
  return await caches.match(request, { cacheName: kProgram, ignoreVary: true }) || fetch(request);
}

async function navigation(request) {
  const shell = () => caches.match(kShell, { cacheName: kProgram, ignoreVary: true });
  const live = fetch(request);
  live.catch(() => {});
  try {
    const first = await Promise.race([live, new Promise(done => setTimeout(done, kPatience, null))]);
    return first || await shell() || await live;
  } catch (error) {
    const kept = await shell();
    if (kept) return kept;
    throw error;
  }
}

// The network's answer when there is one; what was kept, marked as such, when there is none.
async function data(e, path) {
  const kept = await caches.open(kData);
  let live;
  try { live = await fetch(e.request); } catch (error) {
    const old = await kept.match(e.request, { ignoreVary: true });
    if (!old) throw error;
    const headers = new Headers(old.headers);
    headers.set('X-From-Cache', '1');
    return new Response(old.body, { status: old.status, headers });
  }
  if (live.ok) {
    const copy = live.clone();
    e.waitUntil((async () => {
      if (path === '/api/v1/session' && await changedPerson(kept, e.request, copy.clone())) {
        for (const key of await kept.keys()) await kept.delete(key);
      }
      await kept.put(e.request, copy);
    })());
  } else if (live.status === 401 || live.status === 403 || live.status === 404) {
    e.waitUntil(kept.delete(e.request));
  }
  return live;
}

// Another person on the same device must not see what the one before them read.
async function changedPerson(kept, request, live) {
  const old = await kept.match(request, { ignoreVary: true });
  const who = async r => JSON.stringify((await r.json().catch(() => ({}))).person || null);
  return old ? await who(old) !== await who(live) : true;
}
