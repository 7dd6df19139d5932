// Keeps the program and what was read for when there is no network. Never touches login, writes or other origins, and
// keeps nothing that another's page has answered in the portal's place.
// tools/build-web writes VERSION, ASSETS (of every page), PROGRAMS (the files of each) and PAGES (the address of every
// page as a regular expression, with its program) in front of this file.
const kProgram = 'pochin-' + VERSION, kData = 'pochin-data';
const shellOf = program => '/shell/' + program;  // a page of it that holds no data
const programOf = path => (PAGES.find(([address]) => new RegExp('^' + address + '/?$').test(path)) || [])[1] || 'visit';
const kKept = [/^\/api\/v1\/practices\/[^/]+(\/about)?$/, /^\/api\/v1\/territories$/, /^\/api\/v1\/applications\/[^/]+$/, /^\/api\/v1\/session$/, /^\/api\/v1\/portal$/];
const kPublic = /^\/api\/v1\/(practices|territories|portal)/;
const kPatience = 4000;  // a network slower than this loses to what is kept, for whole pages only

addEventListener('install', e => e.waitUntil((async () => {
  for (const address of ASSETS) await take(await caches.open(kProgram), address);  // hashed names: mostly from the HTTP cache
  // What the device had in another version it keeps having; the first time the page tells which program it runs.
  const had = new Set();
  for (const name of await caches.keys()) {
    if (!name.startsWith('pochin-') || name === kData) continue;
    for (const key of await (await caches.open(name)).keys()) {
      const [, program] = /\/shell\/(\w+)$/.exec(key.url) || [];
      if (PROGRAMS[program]) had.add(program);
    }
  }
  for (const program of had) await keepProgram(program);
  await skipWaiting();
})()));

async function keepProgram(which) {
  const program = await caches.open(kProgram);
  for (const address of PROGRAMS[which] || []) if (!await program.match(address, { ignoreVary: true })) await take(program, address);
  if (PROGRAMS[which] && !await program.match(shellOf(which))) await takeShell(program, which);
}
async function take(cache, address) {
  const answer = await fetch(address);
  if (!answer.ok || isPage(answer)) throw new Error(address);
  await cache.put(address, answer);
}
async function takeShell(cache, which) {
  const answer = await fetch(shellOf(which), { cache: 'reload', credentials: 'omit' });
  if (!answer.ok || !(await answer.clone().text()).includes('id="app"')) throw new Error(shellOf(which));
  await cache.put(shellOf(which), answer);
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
  if (e.data && e.data.program) e.waitUntil(keepProgram(e.data.program).catch(() => {}));
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
  if (live.ok && !isPage(live) && Object.values(PROGRAMS).flat().includes(new URL(request.url).pathname)) await program.put(request, live.clone());
  return live;
}

// The shell of the page's program; every program has the pages of visitors too, and says of others that they need the
// network.
async function shellFor(path) {
  const program = await caches.open(kProgram);
  for (const which of [programOf(path), ...Object.keys(PROGRAMS)]) {
    const shell = await program.match(shellOf(which), { ignoreVary: true });
    if (shell) return shell;
  }
}

async function navigation(e, path) {
  const shell = () => shellFor(path);
  const live = fetch(e.request);
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
