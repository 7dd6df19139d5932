// A whole contest scored again, and one application as it is typed.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const title = 'Scoring of 5 000 applications by 15 criteria';

export async function* rows() {
  const pack = fileURLToPath(new URL('../../web/packs/ppmi.json', import.meta.url));
  const out = execFileSync(process.env.POCHIN_SCORE_LOOP, [pack, '5000'], { encoding: 'utf8' });
  const [totals, words, building, ranking, one] = out.trim().split(' ').map(Number);
  yield { name: 'points and totals of all', value: totals, unit: 'ms', atMost: 50 };
  yield { name: 'the same with the reason of each point in words', value: words, unit: 'ms' };
  yield { name: 'answers of all read for the formulas', value: building, unit: 'ms' };
  yield { name: 'all ranked', value: ranking, unit: 'ms' };
  yield { name: 'one application from its answers to its score (the slowest)', value: one, unit: 'ms', atMost: 2 };
  const browser = execFileSync(process.execPath, [process.env.POCHIN_SCORE_LOOP_WASM, pack, '500'], { encoding: 'utf8' });
  yield { name: 'the same in WebAssembly, as at each key', value: Number(browser.trim().split(' ').at(-1)), unit: 'ms', atMost: 2 };
}
