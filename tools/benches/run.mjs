// Runs the rows one after another and prints each against its limit.
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(here).filter(f => f.endsWith('.mjs') && f !== 'run.mjs' && f !== 'load.mjs');
let broken = 0;
for (const file of files.filter(f => !wanted.length || wanted.includes(f.slice(0, -4)))) {
  const { title, rows } = await import(`./${file}`);
  console.log(`\n${title}`);
  for await (const row of rows()) {
    const kept = row.atLeast !== undefined ? row.value >= row.atLeast : row.atMost !== undefined ? row.value <= row.atMost : null;
    const limit = row.atLeast !== undefined ? `≥ ${row.atLeast}` : row.atMost !== undefined ? `≤ ${row.atMost}` : '';
    const value = typeof row.value === 'number' ? (Math.abs(row.value) >= 100 ? Math.round(row.value) : Number(row.value.toFixed(2))).toLocaleString('en-US') : row.value;
    console.log(`  ${row.name.padEnd(64)} ${`${value} ${row.unit || ''}`.padStart(16)}  ${limit.padEnd(8)} ${kept === null ? '' : kept ? 'ok' : 'OVER THE LIMIT'}`);
    if (kept === false) broken++;
  }
}
console.log(broken ? `\n${broken} rows over their limits` : '\nevery limit is kept');
process.exit(broken ? 1 : 0);
