// The second program: fetched and started when a page first asks. Answers are the JSON of client/recount/recount.h,
// read; a promise is refused only when the program could not be fetched or has run out of memory.
const recounting = { worker: null, calls: new Map(), last: 0 };

function ask(call, values) {
  if (!recounting.worker) {
    recounting.worker = new Worker(ASSETS['recount.js']);
    recounting.worker.onmessage = ({ data }) => {
      const { resolve, reject } = recounting.calls.get(data.id);
      recounting.calls.delete(data.id);
      if (data.error !== undefined) reject(new Error(data.error)); else resolve(JSON.parse(data.answer));
    };
    recounting.worker.onerror = () => {
      for (const { reject } of recounting.calls.values()) reject(new Error('recount'));
      recounting.calls.clear();
      recounting.worker = null;
    };
  }
  return new Promise((resolve, reject) => {
    recounting.calls.set(++recounting.last, { resolve, reject });
    recounting.worker.postMessage({ id: recounting.last, call, values });
  });
}

// `ballots`: text or ArrayBuffer of a .pb file or of an election's JSON; `parameters`: the tally of the results.
const recount = (ballots, parameters) => ask('recount', [ballots, JSON.stringify(parameters)]);
