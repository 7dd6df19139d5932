// What a text of n signs costs the server against one of 2n, made of signs that careless patterns try every way to read.
// Work that grows with the length gives about 2, with its square 4, with 2 to its power a hang.
import { readFileSync, readdirSync } from 'node:fs';
import { doors, headerText, texts } from '../../tests/api/long_inputs.mjs';
import { login } from '../../tests/api/people.mjs';
import { Portal } from '../../tests/api/portal.mjs';

export const title = 'Long inputs: what 2n signs cost against n';

// n: bytes of a text in a body, more than what is read at once, so that both wait for their rest; and in a head.
const body = 70_000, head = 600;
const rounds = 3, times = 5;      // of the rounds the one least disturbed counts

// Nanoseconds of the processor that all threads of the server have had.
function worked(pid) {
  const of = task => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
  return readdirSync(`/proc/${pid}/task`).reduce((sum, task) => sum + of(task), 0);
}

async function cost(portal, door, text, kept) {
  const costs = [];
  if (door.prepare) kept(await door.prepare(text));
  for (let round = 0; round < rounds; round++) {
    const before = worked(portal.server.pid);
    for (let i = 0; i < times; i++) {
      const answer = await door.send(text);
      if (door.keeps) kept(answer);
      await answer.arrayBuffer?.();
    }
    costs.push(worked(portal.server.pid) - before);
  }
  return Math.min(...costs);
}

export async function* rows() {
  const portal = await Portal.start();
  try {
    const person = await login(portal, 'resident'), draft = {};
    const kept = answer => { if (answer.status === 200) draft.etag = answer.headers.get('etag'); };
    for (const door of doors(portal, person, draft)) {
      const n = door.most ? head : body, twice = texts(2 * n), ratios = [];
      const made = await person.create();  // one that holds no other text than this door's
      Object.assign(draft, { id: made.body.id, etag: made.headers.get('etag') });
      for (const [i, { name, text }] of texts(n).entries()) {
        if (door.ascii && !headerText(text)) continue;
        ratios.push({ name, ratio: await cost(portal, door, twice[i].text, kept) / await cost(portal, door, text, kept) });
      }
      const worst = ratios.reduce((a, b) => (b.ratio > a.ratio ? b : a));
      yield { name: `${door.name}: the worst, ${worst.name}`, value: worst.ratio, atMost: 3 };
    }
  } finally {
    await portal.stop();
  }
}
