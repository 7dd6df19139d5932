// Lines about the money of a project: agreed, paid, spent, initiative payments, labour, refunds.
import assert from 'node:assert/strict';

const kopecks = text => Math.round(Number(text.replace(/[\s\u00a0]/g, '').replace(',', '.')) * 100);
const today = s => new Date(s.local).toISOString().slice(0, 10);
const kbk = '00011715030100000150';
const money = (s, number) => `/applications/${s.application(number).id}`;

async function record(s, phase, source, sum, number) {
  await s.send('POST', `${money(s, number)}/money`, { phase, source, sum_kopecks: kopecks(sum), document: `№ ${s.lines}`, date: today(s) });
}

async function pay(s, sum, kind, name, number) {
  const seen = s.payers.get(name);
  const inn = kind === 'organisation' ? '7707083893' : undefined;
  const answer = await s.send('POST', `${money(s, number)}/payments`, { payer: { kind, name, ...(inn ? { inn } : {}), ...(seen ? { id: seen } : {}) }, date: today(s),
    sum_kopecks: kopecks(sum), purpose: 'Инициативный платёж', kbk, document: `п/п ${s.lines}` });
  if (answer) s.payers.set(name, answer.payments.at(-1).payer.id);
}

async function correct(s, name, sum, number, reason) {
  const { payments } = await s.send('GET', `${money(s, number)}/finance`);
  const old = payments.findLast(each => each.payer.name === name && !each.replaced);
  await s.send('POST', `${money(s, number)}/payments`, { payer: old.payer, date: old.date, sum_kopecks: kopecks(sum), purpose: old.purpose, kbk, corrects: old.id, reason });
}

async function labour(s, title, people, hours, rate, number) {
  await s.send('POST', `${money(s, number)}/in-kind`, { kind: 'labour', title, people: Number(people), hours, rate: kopecks(rate) });
}

async function refund(s, number) { await s.send('POST', `${money(s, number)}/refund`, {}); }

async function repay(s, sum, name, number) {
  await s.send('POST', `${money(s, number)}/repayments`, { payer: s.payers.get(name), sum_kopecks: kopecks(sum), date: today(s), document: `п/п ${s.lines}` });
}

async function left(s, name, sum, number) {
  const { refund: made } = await s.send('GET', `${money(s, number)}/finance`);
  assert.ok(made, 'no refund was calculated');
  const row = made.left.find(each => each.name === name);
  assert.equal(row?.due, kopecks(sum), JSON.stringify(made));
}

// What a visitor reads on the card.
async function card(s, what, sum, number) {
  const answer = await fetch(`${s.portal.url}/api/v1/projects/${encodeURIComponent((await s.body(number)).number)}`);
  const { money: seen } = await answer.json();
  assert.ok(seen, 'the card shows no money');
  assert.equal(seen[`${what}_kopecks`], kopecks(sum), JSON.stringify(seen));
}

export const doing = [
  [/^record (committed|paid|spent) (\w+) ([\d ,]+) for application (\d+)$/, (s, phase, source, sum, number) => record(s, phase, source, sum, Number(number))],
  [/^pay ([\d ,]+) by (citizen|entrepreneur|organisation) "([^"]+)" for application (\d+)$/, (s, sum, kind, name, number) => pay(s, sum, kind, name, Number(number))],
  [/^correct the payment of "([^"]+)" to ([\d ,]+) for application (\d+) because "([^"]+)"$/, (s, name, sum, number, why) => correct(s, name, sum, Number(number), why)],
  [/^record labour "([^"]+)" of (\d+) people, (\d+) hours, ([\d ,]+) an hour for application (\d+)$/, (s, title, people, hours, rate, number) => labour(s, title, people, hours, rate, Number(number))],
  [/^calculate the refund of application (\d+)$/, (s, number) => refund(s, Number(number))],
  [/^repay ([\d ,]+) to "([^"]+)" for application (\d+)$/, (s, sum, name, number) => repay(s, sum, name, Number(number))],
];

export const expecting = [
  [/^left to repay "([^"]+)" ([\d ,]+) of application (\d+)$/, (s, name, sum, number) => left(s, name, sum, Number(number))],
  [/^card shows (planned|committed|paid|spent|payments|in_kind) ([\d ,]+) of application (\d+)$/, (s, what, sum, number) => card(s, what, sum, Number(number))],
];
