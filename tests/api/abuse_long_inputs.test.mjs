// One request with one long text, made so that a careless pattern would try every way to read it: no check of the portal
// hangs on it. How the time grows with the length is a row of tools/bench; here only that there is an answer at all.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { doors, headerText, texts } from './long_inputs.mjs';
import { login } from './people.mjs';
import { Portal } from './portal.mjs';

const length = 8_000, hangs = 30_000;  // ms: an answer takes some hundredth of it
let portal, person, draft;
before(async () => {
  portal = await Portal.start();
  person = await login(portal, 'resident');
  const made = await person.create();
  draft = { id: made.body.id, etag: made.headers.get('etag') };
});
after(() => portal?.stop());

const within = (what, promise) => Promise.race([promise, new Promise((_, failed) => setTimeout(() => failed(new Error(`${what}: no answer`)), hangs).unref())]);

test('every place that takes a text answers whatever is in it', async () => {
  let sent = 0;
  for (const door of doors(portal, person, draft)) {
    const made = await person.create();  // one that holds no other text than this door's
    Object.assign(draft, { id: made.body.id, etag: made.headers.get('etag') });
    for (const { name, text } of texts(door.most ? Math.min(length, door.most / 9) : length)) {
      if (door.ascii && !headerText(text)) continue;
      const what = `${door.name}, ${name}`;
      for (const step of [door.prepare, door.send].filter(Boolean)) {
        const answer = await within(what, step(text));
        assert.ok(answer.status < 500 && answer.status !== 408, `${what}: ${answer.status}`);
        if (door.keeps && answer.status === 200) draft.etag = answer.headers.get('etag');
      }
      sent++;
    }
  }
  assert.ok(sent > 600, `${sent}`);
  for (const { state } of (await person.call('GET', '/api/v1/applications')).body.items) assert.equal(state, 'draft');
});

test('a number with more digits than numbers have is no number, in every place that takes one', async () => {
  for (const digits of ['9'.repeat(60_000), `1${'0'.repeat(60_000)}`, `0.${'1'.repeat(60_000)}`, `1e${'9'.repeat(50)}`, '1e308', '-0']) {
    const body = `{"field":"estimate","name":"a.pdf","size":${digits}}`;
    const answer = await within(digits.slice(0, 9), person.go(`${portal.url}/api/v1/applications/${draft.id}/files`, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-csrf-token': person.csrf, origin: portal.url } }));
    assert.ok([400, 422].includes(answer.status), `${digits.slice(0, 9)}: ${answer.status}`);
  }
});

test('thousands of members, of rows and of errors are answered, and the answer is not longer than what was sent', async () => {
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`f${i}`, 1]));
  for (const body of [{ set: many }, { unset: Object.keys(many) }, { set: { plan: Array.from({ length: 20_000 }, (_, i) => ({ id: `r${i}` })) } }, many]) {
    const answer = await within('many', person.call('PATCH', `/api/v1/applications/${draft.id}/answers`, body, { 'if-match': draft.etag }));
    assert.ok([400, 413, 422].includes(answer.status), String(answer.status));
    assert.ok(JSON.stringify(answer.body).length < 12 * JSON.stringify(body).length);
  }
});
