// Lines about the commission: who sits in it and who was drawn, conflicts of interest, opinions, marks, meetings,
// protocols, points by hand.
import assert from 'node:assert/strict';
import { persona } from './scenario.mjs';

const today = s => new Date(s.local).toISOString().slice(0, 10);
const split = text => text.split(',').map(each => each.trim());
const memberOf = (s, family) => {
  const found = s.commission.members.filter(each => each.name.startsWith(family));
  assert.equal(found.length, 1, `the commission has ${found.length} members called ${family}`);
  return found[0].person;
};

async function newCommission(s, title, act, place) {
  const practice = s.packs[0].pack.id;
  const body = { title, act, ...(place ? { municipality: s.municipality(place) } : {}) };
  s.commission = await s.send('POST', `/practices/${practice}/commissions`, body);
}

async function seat(s, family, seated, by, from, to, traits) {
  const { oid, label } = persona(family);
  const member = { oid, name: label, seat: seated, proposed_by: by, from: from || today(s), ...(to ? { to } : {}), ...(traits ? { traits: split(traits) } : {}) };
  s.commission = await s.send('POST', `/commissions/${s.commission.id}/members`, member) || s.commission;
}

async function form(s) { s.commission = await s.send('POST', `/commissions/${s.commission.id}/form`, {}) || s.commission; }

// A lot that makes members: announced with where its seed will come from, closed, drawn.
async function newLot(s, title, seats, substitutes, source) {
  const quotas = [{ group: '', seats: Number(seats), substitutes: Number(substitutes) }];
  s.lot = await s.send('POST', `/practices/${s.packs[0].pack.id}/lots`, { title, seed_source: source, quotas });
}

const inLot = (s, what, body) => s.send('POST', `/lots/${s.lot.id}/${what}`, body);

async function exclude(s, family, reason) {
  const { my_ticket: ticket } = (await s.people.get(family).call('GET', `/api/v1/lots/${s.lot.id}`)).body;
  await inLot(s, 'exclusions', { ticket, reason });
}

async function drawn(s, seated, kept, refused) {
  const lot = await s.get(`/api/v1/lots/${s.lot.id}`), count = outcome => lot.result.rows.filter(row => row.outcome === outcome).length;
  assert.deepEqual([count('member'), count('substitute'), count('excluded')], [seated, kept, refused].map(Number), JSON.stringify(lot.result));
}

async function seatDrawn(s) { s.commission = await inLot(s, 'seats', { commission: s.commission.id }) || s.commission; }

// The one who did not take part, or was not drawn for it, has no seat.
async function sits(s, family, not) {
  const { items } = await s.send('GET', `/practices/${s.packs[0].pack.id}/commissions`);
  assert.equal(items[0].members.some(each => each.name.startsWith(family)), !not);
}

async function askExpert(s, family, number, until) {
  const { oid, label } = persona(family);
  await s.send('POST', `/applications/${s.application(number).id}/experts`, { oid, name: label, ...(until ? { deadline: until } : {}) });
}

async function opinion(s, verdict, number, text, remarks) {
  const list = [...(remarks || '').matchAll(/remark on "([^"]+)" "([^"]+)"/g)].map(m => ({ field: s.field(m[1]), text: m[2] }));
  await s.send('POST', `/applications/${s.application(number).id}/opinions`, { verdict, ...(text ? { text } : {}), ...(list.length ? { remarks: list } : {}) });
}

async function expert(s, family, number, state) {
  const file = await s.send('GET', `/applications/${s.application(number).id}/opinions`);
  const found = file.experts.find(each => each.name.startsWith(family));
  assert.equal(found?.state, state, JSON.stringify(file.experts));
}

async function declare(s, number, reason) { await s.send('POST', `/applications/${s.application(number).id}/conflicts`, { reason }); }

async function mark(s, criterion, points, number) {
  await s.send('POST', `/applications/${s.application(number).id}/sheet`, { marks: [{ criterion, points }] });
}

async function newMeeting(s, number, present, leads, writes) {
  s.meeting = await s.send('POST', `/commissions/${s.commission.id}/meetings`, { number, date: today(s), place: 'видео-конференц-связь',
    present: split(present).map(each => memberOf(s, each)), presiding: memberOf(s, leads), secretary: memberOf(s, writes) });
}

async function question(s, text, number) {
  const body = { text, ...(number ? { application: s.application(number).id } : {}) };
  s.meeting = await s.send('POST', `/meetings/${s.meeting.id}/questions`, body) || s.meeting;
}

const asked = (s, number) => s.meeting.questions[number - 1].id;
async function vote(s, choice, number) { await s.send('POST', `/questions/${asked(s, number)}/votes`, { choice }); }
async function dissent(s, number, text) { await s.send('POST', `/questions/${asked(s, number)}/dissents`, { text }); }
async function close(s, number) { await s.send('POST', `/questions/${asked(s, number)}/close`, {}); }

async function decided(s, number, accepted, words) {
  const seen = (await s.send('GET', `/meetings/${s.meeting.id}`)).questions[number - 1];
  assert.equal(seen.accepted, accepted, seen.explanation);
  if (words) assert.ok(seen.explanation.replaceAll('\u00a0', ' ').includes(words), seen.explanation);
}

const awards = (s, text) => split(text).map(each => {
  const [number, sum] = each.split(' = ');
  return { application: s.application(Number(number)).id, sum_kopecks: Number(sum.replace(/\s/g, '')) * 100 };
});

async function protocol(s, winners, reserve) {
  await s.send('POST', `/meetings/${s.meeting.id}/protocol`, { winners: winners ? awards(s, winners) : [], ...(reserve ? { reserve: awards(s, reserve) } : {}) });
}

async function sign(s) { await s.send('POST', `/meetings/${s.meeting.id}/signatures`, {}); }

async function protocolSays(s, text) {
  const answer = await fetch(`${s.portal.url}/api/v1/meetings/${s.meeting.id}/protocol/text`);
  assert.equal(answer.status, 200, 'a visitor does not find the protocol');
  const said = (await answer.text()).replaceAll('\u00a0', ' ');
  assert.ok(said.includes(text), said);
}

async function points(s, number, decision, comment) {
  const { items } = await s.send('GET', `/applications/${s.application(number).id}/adjustments`);
  await s.send('POST', `/adjustments/${items.at(-1).id}/${decision}`, comment ? { comment } : {});
}

async function calculate(s, reason) { s.run = await s.send('POST', `/practices/${s.packs[0].pack.id}/runs`, { reason }) || s.run; }

async function difference(s, number, words) {
  const seen = await s.send('GET', `/practices/${s.packs[0].pack.id}/runs/${s.run.number}/difference`);
  const change = seen.changes.find(each => each.id === s.application(number).id);
  assert.ok(change, `the calculation changed nothing of it: ${JSON.stringify(seen)}`);
  const said = JSON.stringify(change).replaceAll('\u00a0', ' ');
  assert.ok(said.includes(words), said);
}

// What an earlier calculation said then, it says still.
async function calculated(s, run, number, points) {
  const seen = await s.send('GET', `/practices/${s.packs[0].pack.id}/runs/${run}`);
  const item = seen.run.items.find(each => each.id === s.application(number).id);
  assert.equal(item?.final, points, JSON.stringify(seen.run.items));
}

async function unchanged(s) {
  assert.deepEqual((await s.send('GET', `/practices/${s.packs[0].pack.id}/runs/${s.run.number}/difference`)).changes, []);
}

export const doing = [
  [/^new commission "([^"]+)" by "([^"]+)"(?: in (\S+))?$/, newCommission],
  [/^seat (\S+) as (\w+) proposed by (\w+)(?: from (\d{4}-\d\d-\d\d))?(?: to (\d{4}-\d\d-\d\d))?(?: being (\w+(?:, \w+)*))?$/, seat],
  [/^form the commission$/, form],
  [/^announce a lot "([^"]+)" for (\d+) seats and (\d+) substitutes with the seed of "([^"]+)"$/, newLot],
  [/^take part in the lot$/, s => inLot(s, 'applicants', {})],
  [/^keep (\S+) out of the lot "([^"]+)"$/, exclude],
  [/^close the list of the lot$/, s => inLot(s, 'close', {})],
  [/^draw the lot by "([0-9a-f]+)"$/, (s, seed) => inLot(s, 'draw', { seed })],
  [/^seat those drawn$/, seatDrawn],
  [/^ask expert (\S+) about application (\d+)(?: until (\d{4}-\d\d-\d\d))?$/, (s, who, number, until) => askExpert(s, who, Number(number), until)],
  [/^give (positive|negative|with_remarks) opinion on application (\d+)(?: "([^"]+)")?((?: with remark on "[^"]+" "[^"]+")*)$/, (s, verdict, number, text, remarks) => opinion(s, verdict, Number(number), text, remarks)],
  [/^declare a conflict on application (\d+) "([^"]+)"$/, (s, number, reason) => declare(s, Number(number), reason)],
  [/^mark (\w+) = ([\d.,]+) for application (\d+)$/, (s, criterion, mark_, number) => mark(s, criterion, mark_, Number(number))],
  [/^new meeting "([^"]+)" with (.+) led by (\S+) written by (\S+)$/, newMeeting],
  [/^ask "([^"]+)"(?: about application (\d+))?$/, (s, text, number) => question(s, text, Number(number))],
  [/^vote (for|against|abstained) on question (\d+)$/, (s, choice, number) => vote(s, choice, Number(number))],
  [/^dissent on question (\d+) "([^"]+)"$/, (s, number, text) => dissent(s, Number(number), text)],
  [/^close question (\d+)$/, (s, number) => close(s, Number(number))],
  [/^write the protocol(?: with winners (\d+ = [\d ]+(?:, \d+ = [\d ]+)*))?(?: with reserve (\d+ = [\d ]+(?:, \d+ = [\d ]+)*))?$/, protocol],
  [/^sign the protocol$/, sign],
  [/^(confirm|reject) points of application (\d+)(?: with comment "([^"]+)")?$/, (s, decision, number, comment) => points(s, Number(number), decision, comment)],
  [/^calculate the rating "([^"]+)"$/, calculate],
];

export const expecting = [
  [/^lot drew (\d+) members?, (\d+) substitutes?, without (\d+)$/, drawn],
  [/^(\S+) (not )?in the commission$/, sits],
  [/^expert (\S+) on application (\d+) (\w+)$/, (s, who, number, state) => expert(s, who, Number(number), state)],
  [/^question (\d+) (accepted|declined)(?: saying "([^"]+)")?$/, (s, number, how, words) => decided(s, Number(number), how === 'accepted', words)],
  [/^protocol "([^"]+)"$/, protocolSays],
  [/^calculation changed application (\d+) saying "([^"]+)"$/, (s, number, words) => difference(s, Number(number), words)],
  [/^calculation changed nothing$/, unchanged],
  [/^calculation (\d+) gave ([\d.]+) to application (\d+)$/, (s, run, points, number) => calculated(s, Number(run), Number(number), points)],
];
