// A clerk's queue while residents write: 5 000 drafts in the municipality and 550 applications that wait, against the
// queue of an empty day.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Portal } from '../../tests/api/portal.mjs';
import { login } from '../../tests/api/people.mjs';

export const title = 'A clerk’s queue with 5 000 drafts beside it';

const drafts = 5_000, waiting = 550, tries = 15;

function fill(portal) {
  const many = (prefix, count, state, submitted) => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO applications (id, practice, pack_version, municipality, author_id, state, version, answers, title, created_at, updated_at, changed_by, submitted_at)
    SELECT '${prefix}' || i, a.practice, a.pack_version, a.municipality, a.author_id, '${state}', 1, a.answers, 'Проект ' || i, a.created_at, a.updated_at - i, a.changed_by, ${submitted}
    FROM n, (SELECT * FROM applications WHERE municipality = '86500411' AND submitted_at IS NOT NULL LIMIT 1) a;`;
  const run = spawnSync('sqlite3', [join(portal.folder, 'data/pochin.db')], { input: `${many('draft', drafts, 'draft', 'NULL')}${many('wait', waiting, 'submitted_to_municipality', 'a.submitted_at')}`, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
}

const middle = list => [...list].sort((a, b) => a - b)[list.length >> 1];

async function asked(clerk, path) {
  const times = [];
  let body;
  for (let i = 0; i < tries; i++) {
    const from = performance.now();
    const answer = await clerk.call('GET', path);
    times.push(performance.now() - from);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    body = answer.body;
  }
  return { ms: middle(times), body };
}

export async function* rows() {
  const portal = await Portal.start();
  try {
    const clerk = await login(portal, 'clerk'), path = '/api/v1/applications?view=queue&filter=waits';
    const quiet = await asked(clerk, path);
    fill(portal);
    const busy = await asked(clerk, path), words = await asked(clerk, `${path}&q=${encodeURIComponent('проект 549')}`);
    if (busy.body.total !== quiet.body.total + waiting) throw new Error(`${busy.body.total} of ${quiet.body.total + waiting} are in the queue`);
    if (words.body.total < 1) throw new Error('nothing is found');
    yield { name: `the queue of ${quiet.body.total}`, value: quiet.ms, unit: 'ms' };
    yield { name: `fifty of ${busy.body.total}, with ${drafts} drafts beside it`, value: busy.ms, unit: 'ms', atMost: 100 };
    yield { name: 'a search in it', value: words.ms, unit: 'ms', atMost: 150 };
  } finally {
    await portal.stop();
  }
}
