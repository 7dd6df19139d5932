// What lies in the portal's database, read and written past the portal, as somebody with the machine would.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const program = `
import sqlite3, json, sys
db = sqlite3.connect(sys.argv[1])
db.create_function('keyed', 1, lambda text: text)
try:
    rows = [[v.hex() if isinstance(v, bytes) else v for v in row] for row in db.execute(sys.argv[2])]
    db.commit()
    print(json.dumps({'rows': rows}))
except sqlite3.Error as error:
    print(json.dumps({'error': str(error)}))
`;

// { rows } or { error }.
export function sql(portal, statement) {
  const run = spawnSync('python3', ['-c', program, join(portal.folder, 'data', 'pochin.db'), statement], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}
