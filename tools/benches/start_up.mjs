// How long from starting the server to its first answer, and the memory it then holds.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startStack } from '../../tests/e2e/lib/stack.mjs';

export const title = 'Start of the server over a seeded database';

const resident = pid => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

export async function* rows() {
  const stack = await startStack();
  try {
    await stack.server.stop();
    const times = [];
    let memory = 0;
    for (let i = 0; i < 5; i++) {
      const begun = performance.now();
      const server = spawn(process.env.POCHIN_BIN, ['serve', '--config', `${stack.folder}/pochin.json`], { stdio: 'ignore' });
      for (;;) {
        try { if ((await fetch(`${stack.url}/healthz`)).ok) break; } catch { await new Promise(r => setTimeout(r, 2)); }
      }
      times.push(performance.now() - begun);
      await (await fetch(stack.url)).text();
      memory = Math.max(memory, resident(server.pid));
      server.kill('SIGTERM');
      await new Promise(done => server.once('exit', done));
    }
    times.sort((a, b) => a - b);
    yield { name: 'from exec to the first answer (middle of five)', value: times[2], unit: 'ms', atMost: 1000 };
    yield { name: 'resident memory after the first page', value: memory, unit: 'MB', atMost: 100 };
  } finally {
    await stack.stop();
  }
}
