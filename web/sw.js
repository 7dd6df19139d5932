// Keeps the program and what was read for when there is no network. Never touches login, writes or other origins, and
// keeps nothing that another's page has answered in the portal's place.
// tools/build-web writes VERSION, ASSETS and PROGRAMS (of a first visit, with every screen) in front of this file.
const kProgram = 'pochin-' + VERSION, kData = 'pochin-data';
const kShells = ['/shell', '/work'];  // a page of each program that holds no data
const needsWhole = path => /^\/(votes|work|account)(\/|$)/.test(path) ? 1 : 0;  // as server/pages says
const kKept = [/^\/api\/v1\/practices\/[^/]+$/, /^\/api\/v1\/territories$/, /^\/api\/v1\/applications\/[^/]+$/, /^\/api\/v1\/session$/, /^\/api\/v1\/portal$/];
const kPublic = /^\/api\/v1\/(practices|territories|portal)/;
const kPatience = 4000;  // a network slower than this loses to what is kept, for whole pages only

addEventListener('install', e => e.waitUntil((async () => {
  const program = await caches.open(kProgram), pages = await clients.matchAll({ includeUncontrolled: true, type: 'window' });
  const used = new Set(pages.map(page => needsWhole(new URL(page.url).pathname)));  // the other one comes when it is needed
  if (!used.size) used.add(0);
  for (const address of ASSETS) await take(program, address);       // hashed names: mostly from the HTTP cache
  for (const which of used) {
    for (const address of PROGRAMS[which]) await take(program, address);
    await takeShell(program, which);
  }
  await skipWaiting();
})()));

async function take(cache, address) {
  const answer = await fetch(address);
  if (!answer.ok || isPage(answer)) throw new Error(address);
  await cache.put(address, answer);
}
async function takeShell(cache, which) {
  const answer = await fetch(kShells[which], { cache: 'reload', credentials: 'omit' });
  if (!answer.ok || !(await answer.clone().text()).includes('id="app"')) throw new Error(kShells[which]);
  await cache.put(kShells[which], answer);
}
const isPage = answer => /html/.test(answer.headers.get('content-type'));
const isJson = answer => /json/.test(answer.headers.get('content-type'));

addEventListener('activate', e => e.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('pochin-') && name !== kProgram && name !== kData) await caches.delete(name);
  await clients.claim();
})()));

addEventListener('message', e => {
  if (e.data && e.data.forget) e.waitUntil(caches.delete(kData));
  if (e.data && e.data.data) e.waitUntil(keepGiven(e.data.data));
});

addEventListener('fetch', e => {
  const request = e.request, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/auth')) return;
  if (url.pathname.startsWith('/assets/')) e.respondWith(asset(request));
  else if (request.mode === 'navigate') e.respondWith(navigation(e, url.pathname));
  else if (kKept.some(kept => kept.test(url.pathname))) e.respondWith(data(e, url.pathname));
});

async function asset(request) {
  const program = await caches.open(kProgram), kept = await program.match(request, { ignoreVary: true });
  if (kept) return kept;
  const live = await fetch(request);
  if (live.ok && !isPage(live) && PROGRAMS.flat().includes(new URL(request.url).pathname)) await program.put(request, live.clone());
  return live;
}

async function navigation(e, path) {
  const which = needsWhole(path), program = await caches.open(kProgram);
  const shell = async () => await program.match(kShells[which], { ignoreVary: true }) || program.match(kShells[1 - which], { ignoreVary: true });
  const live = fetch(e.request);
  live.catch(() => {});
  try {
    const first = await Promise.race([live, new Promise(done => setTimeout(done, kPatience, null))]);
    if (first && !await program.match(kShells[which])) e.waitUntil(takeShell(program, which).catch(() => {}));
    return first || await shell() || await live;
  } catch (error) {
    const kept = await shell();
    if (kept) return kept;
    throw error;
  }
}

// What came with the page, for whom nothing newer was asked yet.
async function keepGiven(given) {
  const kept = await caches.open(kData);
  for (const path in given) {
    if (path === '/api/v1/session' || !kKept.some(one => one.test(path)) || await kept.match(path, { ignoreVary: true })) continue;
    await kept.put(path, new Response(JSON.stringify(given[path]), { headers: { 'Content-Type': 'application/json' } }));
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
  if (!isJson(live)) return live;
  if (live.ok) {
    const copy = live.clone();
    e.waitUntil((async () => {
      if (path === '/api/v1/session' && await changedPerson(kept, e.request, copy.clone())) {
        for (const key of await kept.keys()) if (!kPublic.test(new URL(key.url).pathname)) await kept.delete(key);
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
