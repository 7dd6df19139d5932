// The recount as the real browser runs it: in a worker, under the server's own policy, and fetched only when asked for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, newPage, phone, settled, started } from './lib/browser.mjs';
import { startStack } from './lib/stack.mjs';

let stack, browser;
before(async () => { stack = await startStack(); browser = await launch(); });
after(async () => { await browser?.close(); await stack?.stop(); });

const ballots = JSON.stringify({ kind: 'approval', budget: '100.00', projects: [{ id: '1', name: 'Сквер', cost: '60.00' }, { id: '2', name: 'Мост', cost: '50.00' }],
  ballots: [{ count: 3, choices: [['1', 1]] }, { count: 2, choices: [['2', 1]] }] });

test('ballots are counted in a worker under the policy of the pages; no visit before that loads the program', async () => {
  const { files } = JSON.parse(readFileSync(join(process.env.POCHIN_WEB || 'build/web', 'assets/manifest.json'), 'utf8'));
  const page = await newPage(browser, phone), asked = [];
  page.context().on('request', request => asked.push(new URL(request.url()).pathname));
  await page.goto(stack.url + '/');
  await started(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => 0));  // it has kept what a visit needs
  await settled(page);
  assert.deepEqual(asked.filter(path => path.includes('recount')), []);
  const count = (text, parameters) => page.evaluate(([address, values]) => new Promise((done, failed) => {
    const worker = new Worker(address);
    worker.onmessage = ({ data }) => { worker.terminate(); if (data.error === undefined) done(JSON.parse(data.answer)); else failed(new Error(data.error)); };
    worker.onerror = event => failed(new Error(event.message || 'the worker does not start'));
    worker.postMessage({ id: 1, call: 'recount', values });
  }), [files['recount.js'], [text, JSON.stringify(parameters)]]);
  const answer = await count(ballots, { rule: 'greedy' });
  assert.deepEqual(answer.winners, ['1']);
  assert.match(answer.projects[1].why, /не хватает 10/);
  assert.equal((await count(ballots, { rule: 'mes', utility: 'cardinality', completion: 'add1' })).ok, true);
  assert.equal((await count('nonsense', { rule: 'greedy' })).ok, false);
  assert.ok(asked.includes(files['recount.js']));
  await page.context().close();
});
