// The data of a demonstration, made once for a run of tests and copied: POCHIN_SEEDED is a folder for that, which
// tools/test makes anew. Without it each test makes its own.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

// What the data do not hang on.
const elsewhere = ['data', 'port', 'address', 'public_url', 'assets', 'esia', 'limits', 'log_requests', 'insecure_cookies'];

// `seed` fills the folder of `config`, the configuration that `bin` reads.
export function seeded(config, bin, seed) {
  const shared = process.env.POCHIN_SEEDED;
  if (!shared || existsSync(config.data)) return seed();
  const what = Object.fromEntries(Object.entries(config).filter(([key]) => !elsewhere.includes(key)));
  const hash = createHash('sha256').update(JSON.stringify([what, statSync(bin).mtimeMs]));
  for (const file of [...(config.packs || []), config.territories]) if (file) hash.update(readFileSync(file));
  const kept = join(shared, hash.digest('hex').slice(0, 16));
  if (existsSync(kept)) return cpSync(kept, config.data, { recursive: true });
  seed();
  const copy = `${kept}.${process.pid}`;
  cpSync(config.data, copy, { recursive: true });
  try { renameSync(copy, kept); } catch { rmSync(copy, { recursive: true }); }  // another test was first
}
