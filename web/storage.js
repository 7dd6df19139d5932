// The device's memory: keys and JSON values in IndexedDB, or in this page alone where the browser refuses it.
const createStorage = onUnavailable => {
  const memory = new Map();
  let refused = false;
  const opened = new Promise(done => {
    const refuse = () => { if (!refused) { refused = true; onUnavailable(); } done(null); };
    try {
      const request = indexedDB.open('pochin', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('kept');
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        done(request.result);
      };
      request.onerror = request.onblocked = refuse;
    } catch { refuse(); }
  });

  async function run(mode, act, fallback) {
    const db = await opened;
    if (!db || refused) return fallback();
    return new Promise(done => {
      const fail = () => { if (!refused) { refused = true; onUnavailable(); } done(fallback()); };
      try {
        const transaction = db.transaction('kept', mode, { durability: 'strict' });
        const request = act(transaction.objectStore('kept'));
        transaction.oncomplete = () => done(request.result);
        transaction.onerror = transaction.onabort = fail;
      } catch { fail(); }
    });
  }
  return {
    get: key => run('readonly', s => s.get(key), () => memory.get(key)),
    // Kept in memory too: a write that fails late must not lose what was typed while the page lives.
    put: (key, value) => { memory.set(key, value); return run('readwrite', s => s.put(value, key), () => {}); },
    delete: key => { memory.delete(key); return run('readwrite', s => s.delete(key), () => {}); },
  };
};
