// A budget commission by lot: where the seed comes from is said first, then the list is closed, then the seed is known;
// anybody draws again with `pochin lot`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Person } from '../lib/person.mjs';
import { sql } from './database.mjs';
import { Description } from './described.mjs';
import { Portal, bin } from './portal.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const seed = 'a3f1c2d4e5b60718293a4b5c6d7e8f90';
let portal, description, manager, people;

before(async () => {
  portal = await Portal.start({ packs: [join(root, 'web/packs/spb.json')], territories: join(root, 'tests/scenarios/regions/spb.json') }, { demo: false });
  description = await Description.of(portal);
  portal.run('grant', '--oid', '1000000054', '--role', 'project_centre_manager', '--scope', 'spb');
  manager = await Person.login(portal, 'Безкодов Пётр Ильич');
  people = [];
  for (const name of ['Ильина Мария Сергеевна', 'Ёлкин Пётр', 'Дальнева Елена Андреевна', 'Двухадресная Алла Ивановна', 'Зарубежный Марк Борисович']) people.push(await Person.login(portal, name));
});
after(() => portal?.stop());

async function send(person, method, path, body) {
  const answer = await person.call(method, `/api/v1${path}`, body, method === 'GET' ? {} : { 'idempotency-key': person.key() });
  description.check(description.path(`/api/v1${path}`), method.toLowerCase(), answer, JSON.stringify(answer.body));
  return answer;
}

test('members are drawn by a seed that nobody could choose, and the draw can be repeated by anybody', async () => {
  const wanted = { title: 'Бюджетная комиссия района', seed_source: 'SHA-256 опубликованного протокола тиража 1 марта', quotas: [{ group: '', seats: 2, substitutes: 1 }] };
  assert.equal((await send(people[0], 'POST', '/practices/spb/lots', wanted)).status, 403);
  const made = await send(manager, 'POST', '/practices/spb/lots', wanted);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const lot = `/lots/${made.body.id}`;
  for (const person of people) assert.equal((await send(person, 'POST', `${lot}/applicants`, {})).status, 201);
  assert.equal((await send(people[0], 'POST', `${lot}/applicants`, {})).body.code, 'lot_twice');
  const official = (await send(people[4], 'GET', lot)).body.my_ticket;
  await send(manager, 'POST', `${lot}/exclusions`, { ticket: official, reason: 'депутат' });
  assert.deepEqual((await send(people[1], 'GET', lot)).body.applicants, [], 'the list is shown only when it is closed');
  assert.equal((await send(manager, 'POST', `${lot}/draw`, { seed })).body.code, 'lot_open');
  const closed = await send(manager, 'POST', `${lot}/close`, {});
  assert.match(closed.body.list_hash, /^[0-9a-f]{64}$/);
  assert.equal((await send(manager, 'POST', `${lot}/draw`, { seed: 'abcd' })).status, 422);
  const drawn = await send(manager, 'POST', `${lot}/draw`, { seed });
  assert.equal(drawn.status, 200, JSON.stringify(drawn.body));
  assert.equal((await send(manager, 'POST', `${lot}/draw`, { seed })).body.code, 'lot_drawn');
  assert.match(sql(portal, "UPDATE commission_lots SET seed = '7'").error, /a lot is drawn once/, 'nor past any request');
  const outcomes = drawn.body.result.rows.map(row => row.outcome).sort();
  assert.deepEqual(outcomes, ['excluded', 'member', 'member', 'not_drawn', 'substitute']);

  // Those drawn sit in the commission; a substitute comes by the ticket.
  const commission = (await send(manager, 'POST', '/practices/spb/commissions', { title: 'Бюджетная комиссия', act: 'распоряжение № 7' })).body.id;
  assert.equal((await send(people[0], 'POST', `${lot}/seats`, { commission })).status, 403);
  const seated = await send(manager, 'POST', `${lot}/seats`, { commission });
  assert.deepEqual(seated.body.members.map(member => member.proposed_by), ['lot', 'lot']);
  const ticket = outcome => drawn.body.result.rows.find(row => row.outcome === outcome).id;
  assert.equal((await send(manager, 'POST', `${lot}/seats`, { commission, ticket: ticket('not_drawn') })).status, 422);
  assert.equal((await send(manager, 'POST', `${lot}/seats`, { commission, ticket: ticket('substitute') })).body.members.length, 3);

  const log = spawnSync(bin, ['audit', 'export', '--config', portal.config], { encoding: 'utf8' }).stdout;
  const kinds = log.trim().split('\n').map(line => JSON.parse(line).line?.kind);
  for (const kind of ['lot.announced', 'lot.excluded', 'lot.closed', 'lot.drawn', 'commission.made', 'lot.seated']) assert.ok(kinds.includes(kind), `${kind} is not in the log of actions: ${kinds}`);

  const published = await (await fetch(`${portal.url}/api/v1${lot}`)).json();
  assert.ok(!JSON.stringify(published).includes('Ильина'), 'names are nobody else’s business');
  const file = join(portal.folder, 'lot.json');
  const again = () => spawnSync(bin, ['lot', file], { encoding: 'utf8' });
  writeFileSync(file, JSON.stringify(published));
  assert.equal(again().status, 0, again().stdout);
  published.applicants.pop();
  writeFileSync(file, JSON.stringify(published));
  assert.equal(again().status, 1);
  assert.match(again().stdout, /НЕ тот/);
});
