// The device's memory: keys and JSON values in IndexedDB, or in this page alone where the browser refuses it or does not
// answer. Files that are being sent lie there too, and nowhere else.
//
// A page that is left aborts what IndexedDB has not finished. What was still on its way then goes to localStorage,
// which is written at once, and from there to IndexedDB when the next page starts.
const kUnfinished = 'pochin.unfinished', kOpening = 5000, kReading = 5000;  // ms: some browsers never answer, a slow device is late
// An answer that has come while the page was busy is heard before the alarm.
function alarm(act, ms) {
  let on = true;
  setTimeout(() => setTimeout(() => on && act(), 50), ms);
  return () => { on = false; };
}
const createStorage = onUnavailable => {
  const memory = new Map(), unfinished = new Map();  // unfinished: key → value, or null for a deletion
  let refused = false, left = false;
  const refuse = () => { if (!refused) { refused = true; onUnavailable(); } };
  const opened = new Promise(done => {
    const giveUp = () => { refuse(); done(null); }, heard = alarm(giveUp, kOpening);
    try {
      const request = indexedDB.open('pochin', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('kept');
      request.onsuccess = () => {
        heard();
        request.result.onversionchange = () => request.result.close();
        done(request.result);
      };
      request.onerror = request.onblocked = giveUp;
    } catch { giveUp(); }
  });

  // `spare`: it may fail and the memory still be good.
  async function run(mode, act, fallback, spare) {
    const db = await opened;
    if (!db || refused) return fallback();
    return new Promise(done => {
      const fail = () => { heard(); if (!left && !spare) refuse(); done(fallback()); };
      const heard = mode === 'readonly' ? alarm(fail, kReading) : () => {};
      try {
        const transaction = db.transaction('kept', mode, { durability: 'strict' });
        const request = act(transaction.objectStore('kept'));
        transaction.oncomplete = () => { heard(); done(request.result); };
        transaction.onerror = transaction.onabort = fail;
      } catch { fail(); }
    });
  }
  function forgetUnfinished() {
    try { localStorage.removeItem(kUnfinished); } catch {}
  }
  async function write(key, value) {
    unfinished.set(key, value);
    // Kept in memory too: a write that fails late must not lose what was typed while the page lives.
    if (value === null) memory.delete(key); else memory.set(key, value);
    await run('readwrite', s => (value === null ? s.delete(key) : s.put(value, key)), () => {});
    if (left || unfinished.get(key) !== value) return;
    unfinished.delete(key);
    if (!unfinished.size) forgetUnfinished();
  }
  try {
    // Asked of the database before any reading, so that every reading sees it.
    for (const [key, value] of JSON.parse(localStorage.getItem(kUnfinished)) || []) write(key, value);
  } catch { forgetUnfinished(); }

  return {
    get: key => run('readonly', s => s.get(key), () => memory.get(key)),
    put: (key, value) => write(key, value),
    putFile: (key, file) => run('readwrite', s => s.put(file, key), () => {}, true),
    delete: key => write(key, null),
    refused: () => refused,
    leave() {
      left = true;
      try { if (unfinished.size) localStorage.setItem(kUnfinished, JSON.stringify([...unfinished])); } catch {}
    },
    // The page has come back whole, from the browser's cache of pages.
    back() { left = false; },
  };
};
