// Somebody else's identifiers in every operation of the API, by every role there is: what follows is what the access
// table says, and a refusal shows nothing of the object. An operation that is not in the walk fails here.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { walk } from './walk.mjs';
import { WalkWorld } from './walk_world.mjs';

const scopes = new Set(['application', 'campaign', 'grant', 'list', 'practice']);
const atOnce = 6;
let world;
before(async () => { world = await WalkWorld.start(); });
after(() => world?.stop());

const operations = () => Object.entries(world.spec.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, method, path, operation })));

test('every operation says whom it is for, and the walk knows how to call it', () => {
  const missing = [];
  for (const { name, operation } of operations()) {
    const asked = operation['x-permission'], scope = operation['x-scope'];
    if (asked === undefined) missing.push(`${name}: its row says nothing of whom it is for (Permission in server/api/handling/route.h)`);
    if (scope !== undefined && !scopes.has(scope)) missing.push(`the row of ${name}: "x-scope" is one of ${[...scopes].join(', ')}`);
    if (!walk[name]) missing.push(`tests/api/walk.mjs: add an entry '${name}': with path(w) naming things of somebody else's, a body that is good in itself and target(w), what the access table is asked about; its things are made in tests/api/walk_world.mjs`);
    for (const one of [asked ?? []].flat()) {
      if (typeof one === 'string') { if (!['everyone', 'self', 'workflow'].includes(one)) missing.push(`the row of ${name}: "x-permission" may not be "${one}"`); continue; }
      const known = [...world.table.roles.values()].some(role => role.rights.some(right => right.object === one.object && right.action === one.action));
      if (!known) missing.push(`the row of ${name}: nobody in the table may "${one.action}" "${one.object}"`);
      if (one.when && walk[name] && !(walk[name].cases ?? []).some(each => [each.when].flat().includes(one.when))) missing.push(`tests/api/walk.mjs, '${name}': add a case with when: '${one.when}'`);
    }
  }
  const all = new Set(operations().map(each => each.name));
  for (const name of Object.keys(walk)) if (!all.has(name)) missing.push(`tests/api/walk.mjs: take out '${name}': the API has no such operation any more`);
  assert.deepEqual(missing, []);
});

// Whether the application is there for this person: whoever reads it as a draft, and whoever reads what experts say of
// it, once it has reached the region or they were asked themselves.
function readable(who, target) {
  if (world.table.allows(who, { object: 'application_draft', action: 'read' }, target)) return true;
  const reached = target.opened || (target.assigned ?? []).includes(who.id);
  return !!reached && world.table.allows(who, { object: 'expert_opinion', action: 'read' }, target);
}

// Whether the table, or what the operation is, lets this person through.
function expected(who, { operation, entry, target }) {
  const asked = [operation['x-permission']].flat().filter(one => !one.when || [entry.when].flat().includes(one.when));
  // What belongs to an application is there only for whom the application is.
  const ofApplication = operation['x-scope'] === 'application';
  if (ofApplication && !readable(who, target)) return false;
  if (entry.besides && !entry.besides(world, who)) return false;
  return asked.some(one => {
    if (one === 'everyone') return true;
    if (one === 'self') return who.id !== '' && (!entry.own || who === world.owner);
    if (one === 'workflow') return world.table.rolesFor(who, target).some(role => entry.roles.includes(role));
    if (one.object === 'application_draft' && one.action === 'read') return readable(who, target);
    return world.table.allows(who, one, entry.asked ? entry.asked(world, who, one) : target);
  });
}

let calls = 0;
async function call(who, { method, path, entry, values, made }) {
  const n = ++calls, person = who.person;
  const address = path.replace(/\{(\w+)\}/g, (_, key) => encodeURIComponent(values[key]));
  const query = typeof entry.query === 'function' ? entry.query(world) : entry.query ?? '';
  const body = entry.raw ?? (entry.body && JSON.stringify(entry.body(world, who, n, made)));
  const headers = method === 'get' ? {} : { 'x-csrf-token': person.csrf, origin: world.portal.url, 'idempotency-key': `walk-${n}-${'k'.repeat(12)}` };
  if (body !== undefined) headers['content-type'] = entry.raw ? 'application/octet-stream' : 'application/json';
  if (entry.etag && method !== 'get') headers['if-match'] = entry.etag;
  const answer = await fetch(world.portal.url + address + query, { method: method.toUpperCase(), body, redirect: 'manual', headers: { ...headers, cookie: person.cookie } });
  const text = await answer.text();
  let json = {};
  try { json = JSON.parse(text); } catch { /* a page, a table */ }
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text, json };
}

const refusals = [401, 403, 404];
const short = answer => `${answer.status} ${answer.json.code ?? answer.text.slice(0, 80)}`;

function checkRefused(who, answer, entry) {
  const wanted = who.id === '' ? [entry.open ? 404 : 401] : refusals;
  if (!wanted.includes(answer.status)) return [{ who, say: `the table refuses, the answer is ${short(answer)}` }];
  if (!answer.type.startsWith('application/problem+json')) return [{ who, say: `the refusal is ${answer.type}` }];
  return leaks(who, answer, entry);
}

function leaks(who, answer, entry) {
  const open = entry.public ? entry.public(world, who) : [];
  const seen = world.secrets.find(each => answer.text.includes(each) && !open.includes(each));
  return seen ? [{ who, say: `the answer shows «${seen}»` }] : [];
}

function checkAllowed(who, answer, entry) {
  return answer.status >= 400 && !(entry.also ?? []).includes(answer.status) ? [{ who, say: `the table lets through, the answer is ${short(answer)}` }] : [];
}

// One line for all whom the same befell.
function together(name, wrong) {
  const lines = new Map();
  for (const { who, say } of wrong) lines.set(say, [...(lines.get(say) ?? []), who?.name]);
  return [...lines].map(([say, people]) => `${name}: ${say}: ${people.filter(Boolean).join(', ')}`);
}

async function inTurn(list, work) {
  const found = [], waiting = [...list];
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) found.push(...await work(each));
  }));
  return found;
}

// One case of one operation. First whoever may not, and then nothing has changed; then whoever may.
async function walkCase(operation, entry) {
  const name = `${operation.name}${entry.name ? ` (${entry.name})` : ''}`, wrong = [];
  const made = entry.setup ? await entry.setup(world) : {}, target = entry.target ? entry.target(world) : {};
  const step = { ...operation, entry: { ...entry }, target, made, values: { ...(entry.path ? entry.path(world) : {}), ...made } };
  const version = async () => (entry.versioned ? (await world.owner.person.call('GET', `/api/v1/applications/${entry.versioned(world).id}`)).headers.get('etag') : undefined);
  step.entry.etag = await version();
  const may = new Set(world.actors.filter(who => expected(who, step)));
  if (entry.shows) {
    wrong.push(...await inTurn(world.actors, async who => {
      const answer = await call(who, step), shown = answer.status === 200 && entry.shows(world, answer.json, who, made);
      if (shown && !may.has(who)) return [{ who, say: 'the table hides it, the list shows it' }];
      return entry.always && !shown && may.has(who) ? [{ who, say: 'the table shows it, the list hides it' }] : [];
    }));
    return together(name, wrong);
  }
  wrong.push(...await inTurn(world.actors.filter(who => !may.has(who)), async who => checkRefused(who, await call(who, step), entry)));
  if (await version() !== step.entry.etag) wrong.push({ say: 'whoever may not has changed it' });
  for (const who of may) {
    if (entry.before) {
      step.made = { ...made, ...await entry.before(world) };
      step.values = { ...step.values, ...step.made };
    }
    step.entry.etag = await version();
    const answer = await call(who, step);
    wrong.push(...checkAllowed(who, answer, entry));
    // What is one's own shows nothing of another's.
    if ([operation.operation['x-permission']].flat().includes('self') && who !== world.owner) wrong.push(...leaks(who, answer, entry));
  }
  if (entry.renew) await world.logIn();
  return together(name, wrong);
}

test('what each role gets with somebody else’s identifiers is what the table says', async () => {
  const wrong = [];
  // In the order of the walk: what ends sessions comes last.
  const known = new Map(operations().map(each => [each.name, each]));
  for (const [name, entry] of Object.entries(walk)) {
    const { cases, ...common } = entry;
    for (const one of cases ?? [{}]) wrong.push(...await walkCase(known.get(name), { ...common, ...one }));
  }
  assert.deepEqual(wrong, []);
  assert.ok(calls > 2000, `only ${calls} calls`);
});
