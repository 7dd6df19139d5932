// Many practices, one portal: every pack that ships, in one demonstration.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Portal } from './portal.mjs';
import { login } from './people.mjs';

const packs = join(dirname(fileURLToPath(import.meta.url)), '../../web/packs');
const ids = ['ppmi', 'karelia', 'kirov', 'sakha', 'tver', 'volgograd', 'yugra', 'spb'];
let portal;
before(async () => { portal = await Portal.start({ packs: ids.map(id => join(packs, `${id}.json`)) }); });
after(() => portal.stop());

test('the first page names every practice, and each takes applications of its own', async () => {
  const shown = (await (await fetch(`${portal.url}/api/v1/portal`)).json()).practices;
  assert.deepEqual(shown.map(each => each.id), ids);
  assert.ok(shown.every(each => each.stage.state === 'open'), JSON.stringify(shown.map(each => [each.id, each.stage])));
  const resident = await login(portal, 'resident'), clerk = await login(portal, 'clerk');
  for (const id of ids) {
    // In Kirov's practice the municipality writes the application.
    const made = await (id === 'kirov' ? clerk : resident).create(id);
    assert.equal(made.body.practice, id);
  }
});
