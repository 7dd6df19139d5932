// The worker that counts published ballots again, with the same C++ as the server. tools/build-web
// puts Emscripten's loader (createRecount) and MODULE, the address of the program, before this file.
// In: {id, call, values: [text…]}; out: {id, answer: text} or {id, error: text}.
const encoder = new TextEncoder(), decoder = new TextDecoder();
let program = null;

async function load() {
  const answer = await fetch(MODULE, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(String(answer.status));
  return createRecount({ wasmBinary: await answer.arrayBuffer() });
}

function run(module, call, values) {
  const held = [], plain = values.flatMap(value => {
    const bytes = typeof value === 'string' ? encoder.encode(value) : new Uint8Array(value), at = module._malloc(bytes.length + 1);
    module.HEAPU8.set(bytes, at);
    held.push(at);
    return [at, bytes.length];
  });
  module['_' + call](...plain);
  for (const at of held) module._free(at);
  const at = module._answer_text();
  return decoder.decode(module.HEAPU8.slice(at, at + module._answer_size()));
}

addEventListener('message', async ({ data }) => {
  try {
    program ||= load();
    postMessage({ id: data.id, answer: run(await program, data.call, data.values) });
  } catch (error) {
    program = null;  // the next call tries again
    postMessage({ id: data.id, error: String(error && error.message || error) });
  }
});
