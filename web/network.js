// Requests of the store and uploads of picked files. Answers go back as values; nothing here decides what they mean.
const kTimeout = 30000, kUploadTries = 8;

async function sendRequest({ method, path, headers, body }, answer) {
  const stop = new AbortController(), timer = setTimeout(() => stop.abort(), kTimeout);
  try {
    const r = await fetch(path, { method, headers, body: body || undefined, credentials: 'same-origin', signal: stop.signal });
    const told = {};
    for (const [name, value] of r.headers) told[name] = value;
    answer(r.status, told, await r.text());
    return r.status;
  } catch {
    answer(0, {}, '');
    return 0;
  } finally { clearTimeout(timer); }
}

const pause = ms => new Promise(done => setTimeout(done, ms));
// The next try comes sooner when the network does.
const pauseOrOnline = ms => Promise.race([pause(ms), new Promise(done => addEventListener('online', done, { once: true }))]);

// Files that were picked and not yet sent, by handle. `told(handle, sent, total, status, body)` tells of each piece that
// arrived (200 and the server's {offset, complete}) and of what ended the upload: a refusal, or 0 and other passing
// statuses when the tries are used up. The file then stays: a new effect goes on from the server's offset.
const createUploads = (told, prefix) => {
  const picked = new Map(), running = new Map();
  let count = 0;

  async function readOffset(url) {
    try {
      const r = await fetch(url + '/status', { credentials: 'same-origin', cache: 'no-store' });
      return r.ok ? (await r.json()).offset : null;
    } catch { return null; }
  }

  async function send(effect) {
    const { handle, url, csrf } = effect, chunk = effect.chunk || 262144, entry = picked.get(handle), stop = new AbortController();
    if (!entry || running.has(handle)) return;
    running.set(handle, stop);
    try {
      const file = await entry.ready;
      let offset = effect.offset || 0, tries = 0;
      while (true) {
        let r = null, body = '';
        try {
          r = await fetch(`${url}?offset=${offset}`, { method: 'PUT', body: file.slice(offset, offset + chunk), credentials: 'same-origin',
            headers: { 'X-CSRF-Token': csrf || '', 'Content-Type': 'application/octet-stream' }, signal: stop.signal });
          body = await r.text();
        } catch { if (stop.signal.aborted) return; }
        const status = r ? r.status : 0;
        if (status === 200) {
          const state = JSON.parse(body);
          tries = 0;
          offset = state.offset;
          told(handle, offset, file.size, 200, body);
          if (state.complete) { picked.delete(handle); return; }
          continue;
        }
        // A place that differs is asked for again; refusals are final; the rest is the weather.
        const passing = status === 0 || status === 408 || status === 409 || status === 425 || status === 429 || status >= 500;
        if (!passing) return told(handle, offset, file.size, status, body);
        if (++tries > kUploadTries) return told(handle, offset, file.size, status, body);
        const wait = Number(r && r.headers.get('retry-after')) * 1000 || Math.min(30000, 500 * 2 ** tries) * (0.75 + Math.random() / 2);
        await pauseOrOnline(status === 409 ? 0 : wait);
        const at = await readOffset(url);
        if (at !== null) offset = at;
      }
    } finally { running.delete(handle); }
  }

  return {
    // Resolves with what the widget is told of the files, when photographs have their final size.
    async pick(files) {
      return Promise.all([...files].map(async original => {
        const handle = `${prefix}${++count}`, ready = shrinkPhoto(original);
        picked.set(handle, { ready });
        const file = await ready;
        return { handle, name: file.name, type: file.type, size: file.size };
      }));
    },
    send,
    drop(handle) {
      running.get(handle)?.abort();
      picked.delete(handle);
    },
  };
};
