// The second program of the browser, run in Node: the very worker that tools/build-web wrote, with the few things that
// a worker has. The browser's own part (web/recounting.js) is left out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

export function startRecount(web = process.env.POCHIN_WEB) {
  const { files } = JSON.parse(readFileSync(join(web, 'assets/manifest.json'), 'utf8'));
  const waiting = new Map();
  let listener, last = 0;
  const scope = {
    TextEncoder, TextDecoder, WebAssembly, URL, console, performance, queueMicrotask,
    WorkerGlobalScope: class {}, location: { href: 'http://localhost/assets/recount.js' },
    fetch: async address => new Response(readFileSync(join(web, address))),
    addEventListener: (kind, call) => { listener = call; },
    postMessage: data => {
      const { resolve, reject } = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.error !== undefined) reject(new Error(data.error)); else resolve(data.answer);
    },
  };
  scope.self = scope.globalThis = scope;
  vm.runInNewContext(readFileSync(join(web, files['recount.js']), 'utf8'), scope);
  const ask = (call, values) => new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    listener({ data: { id: last, call, values } });
  });
  return {
    recount: (ballots, parameters) => ask('recount', [ballots, typeof parameters === 'string' ? parameters : JSON.stringify(parameters)]),
  };
}
