// Requests of the store and uploads of picked files. Answers go back as values; nothing here decides what they mean.
const kTimeout = 30000, kUploadTries = 8;

const isJson = r => /json/.test(r.headers.get('content-type'));

// The portal's time: the device's may be weeks wrong. The last answer's and the steady clock since; the device's before
// the first answer.
const createClock = () => {
  let base = Date.now() - performance.now(), drift = base;
  return {
    now: () => base + performance.now(),
    learn(r) {
      const at = Date.parse(r.headers.get('date'));
      if (at && isJson(r) && !r.headers.has('x-from-cache') && !r.headers.has('age')) base = at + 500 - performance.now();
      return r;
    },
    // The steady clock may stand still while the device sleeps: true when the two have parted.
    slept() {
      const was = drift;
      drift = Date.now() - performance.now();
      return Math.abs(drift - was) > 30000;
    },
  };
};
const clock = createClock();

async function sendRequest({ method, path, headers, body }, answer) {
  const stop = new AbortController(), timer = setTimeout(() => stop.abort(), kTimeout);
  try {
    const r = clock.learn(await fetch(path, { method, headers, body: body || undefined, credentials: 'same-origin', signal: stop.signal }));
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
// statuses when the tries are used up. The file then stays: a new effect goes on from the server's offset. -1: the file
// cannot be read any more. `kept(handle)` finds the bytes of a file that an earlier page was given.
const createUploads = (told, prefix, kept = () => {}) => {
  const picked = new Map(), running = new Map();
  let count = 0;

  async function readOffset(url) {
    try {
      const r = await fetch(url + '/status', { credentials: 'same-origin', cache: 'no-store' });
      return read(await r.text()).offset;
    } catch { return undefined; }
  }
  // Of an answer that is the portal's; another's page has neither.
  function read(body) {
    try { return JSON.parse(body) || {}; } catch { return {}; }
  }
  // The next piece; null when the file was changed or removed since it was chosen.
  async function piece(file, offset, chunk) {
    try {
      const bytes = await file.slice(offset, offset + chunk).arrayBuffer();
      return bytes.byteLength < Math.min(chunk, file.size - offset) ? null : bytes;
    } catch { return null; }
  }

  async function send(effect) {
    const { handle } = effect, stop = new AbortController();
    if (running.has(handle)) return;
    running.set(handle, stop);
    try {
      const file = picked.has(handle) ? await picked.get(handle).ready : await kept(handle), run = () => sendPieces(effect, file, stop.signal);
      // After a reload another tab may hold the same file: one at a time.
      await (navigator.locks ? navigator.locks.request('pochin.' + handle, { signal: stop.signal }, run) : run());
    } catch (e) { if (!stop.signal.aborted) throw e; } finally { running.delete(handle); }
  }

  async function sendPieces({ handle, url, csrf, chunk = 262144, offset = 0 }, file, signal) {
    let tries = 0;
    while (true) {
      const bytes = file && await piece(file, offset, chunk);
      if (!bytes) return told(handle, offset, 0, -1, '');
      let r = null, body = '';
      try {
        r = await fetch(`${url}?offset=${offset}`, { method: 'PUT', body: bytes, credentials: 'same-origin',
          headers: { 'X-CSRF-Token': csrf || '', 'Content-Type': 'application/octet-stream' }, signal });
        body = await r.text();
      } catch { if (signal.aborted) return; }
      const status = r ? r.status : 0, said = read(body);
      if (status === 200 && said.offset >= 0) {
        tries = 0;
        offset = said.offset;
        told(handle, offset, file.size, 200, body);
        if (said.complete) { picked.delete(handle); return; }
        continue;
      }
      // A place that differs is asked for again; refusals are final; the rest is the weather, and so is another's page.
      const passing = status < 400 || !said.code || [408, 409, 425, 429].includes(status) || status >= 500;
      if (!passing || ++tries > kUploadTries) return told(handle, offset, file.size, status, body);
      const wait = Number(r && r.headers.get('retry-after')) * 1000 || Math.min(30000, 500 * 2 ** tries) * (0.75 + Math.random() / 2);
      await pauseOrOnline(status === 409 ? 0 : wait);
      const at = await readOffset(url);
      if (at >= 0) offset = at;
    }
  }

  return {
    // Resolves with what the widget is told of the files, when photographs have their final size.
    async pick(files) {
      return Promise.all([...files].map(async original => {
        const handle = `${prefix}${++count}`, ready = shrinkPhoto(original);
        picked.set(handle, { ready });
        const file = await ready;
        return { handle, name: file.name, type: file.type, size: file.size, modified: original.lastModified };
      }));
    },
    file: async handle => picked.get(handle)?.ready,
    send,
    drop(handle) {
      running.get(handle)?.abort();
      picked.delete(handle);
    },
  };
};
