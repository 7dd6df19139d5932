// Lines about ideas of residents and how a proposal goes on.
import assert from 'node:assert/strict';

const one = (s, number) => `/ideas/${s.ideas[Number(number) - 1].id}`;

async function create(s, title, place) {
  const made = await s.send('POST', '/ideas', { municipality: s.municipality(place), title, problem: 'Темно, люди спотыкаются и падают в грязь по пути домой.', place: 'улица Речная' });
  if (made) s.ideas.push({ id: made.id, by: s.person });
}

async function move(s, action, number, into, comment) {
  await s.send('POST', `${one(s, number)}/actions/${action}`, { ...(into ? { other: s.ideas[Number(into) - 1].id } : {}), ...(comment ? { comment } : {}) });
}

async function support(s, yes, number) { await s.send('POST', `${one(s, number)}/support`, { support: yes }); }

// The application that came of it becomes «the» application.
async function convert(s, path, practice) {
  const made = await s.send('POST', `${path}/conversions`, { practice });
  if (!made) return;
  s.current = { id: made.application, by: s.person, practice };
  s.made.push(s.current);
}

const see = async (s, number) => (await s.ideas[Number(number) - 1].by.call('GET', `/api/v1${one(s, number)}`)).body;

async function linked(s, number, relation) {
  const links = (await s.body(number)).links.map(each => each.relation);
  assert.ok(links.includes(relation), `its links are ${links.join(', ')}`);
}

// The last day of the support, by the clock of the region; the end is the midnight after it.
async function lastDay(s, number, day) {
  const { support_until: end } = await see(s, number);
  assert.ok(end, 'nothing ends its support');
  assert.equal(new Date(Date.parse(end) - 1 + s.zone * 60e3).toISOString().slice(0, 10), day);
}

// The clock makes its moves a moment after it is set.
async function soon(s, number, state) {
  for (let i = 0; i < 100 && (await see(s, number)).state !== state; ++i) await new Promise(done => setTimeout(done, 100));
  assert.equal((await see(s, number)).state, state);
}

export const doing = [
  [/^new idea "([^"]+)" in (\S+)$/, create],
  [/^(support|do not support) the idea (\d+)$/, (s, how, number) => support(s, how === 'support', number)],
  [/^(\w+) idea (\d+)(?: into (\d+))?(?: with comment "([^"]+)")?$/, move],
  [/^make an application of (\S+) from idea (\d+)$/, (s, practice, number) => convert(s, one(s, number), practice)],
  [/^make an application of (\S+) from application (\d+)$/, (s, practice, number) => convert(s, `/applications/${s.application(Number(number)).id}`, practice)],
];

export const expecting = [
  [/^idea (\d+) collects until (\d{4}-\d\d-\d\d)$/, lastDay],
  [/^soon idea (\d+) (\w+)$/, soon],
  [/^idea (\d+) (\w+)$/, async (s, number, state) => assert.equal((await see(s, number)).state, state)],
  [/^idea (\d+) supported by (\d+)$/, async (s, number, count) => assert.equal((await see(s, number)).supporters, Number(count))],
  [/^application (\d+) (made_from|became|copied_from|copied_to) another$/, (s, number, relation) => linked(s, Number(number), relation)],
  [/^idea (\d+) (made_from|became|merged_into) another$/, async (s, number, relation) => assert.ok((await see(s, number)).links.some(each => each.relation === relation))],
];
