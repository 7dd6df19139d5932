// What people do over HTTP in these tests.
import assert from 'node:assert/strict';
import { Person } from '../lib/person.mjs';

export const kinds = {
  resident: 'Ильина Мария Сергеевна', neighbour: 'Ёлкин Пётр', clerk: 'Соколова Анна Викторовна',
  secondClerk: 'Рыбаков Дмитрий Сергеевич', centre: 'Белова Марина Игоревна',
};

export const login = (portal, kind) => Person.login(portal, kinds[kind]);

export function act(person, id, etag, action, body = {}, key = person.key()) {
  return person.call('POST', `/api/v1/applications/${id}/actions/${action}`, body, { 'if-match': etag, 'idempotency-key': key });
}

// A success names the application and every field that was sent.
export async function patch(person, id, etag, set) {
  const answer = await person.call('PATCH', `/api/v1/applications/${id}/answers`, { set }, { 'if-match': etag });
  if (answer.status === 200) assert.deepEqual([answer.body.id, [...answer.body.fields].sort()], [id, Object.keys(set).sort()]);
  return answer;
}

export const upload = async (person, id, field) => [await uploadPdf(person, id, field, `${field}.pdf`)];

// The reference an answer holds.
export async function uploadPdf(person, id, field, name) {
  const bytes = `%PDF-1.4\n${field}\n%%EOF\n`;
  const files = `/api/v1/applications/${id}/files`;
  const begun = await person.call('POST', files, { field, name, size: bytes.length });
  assert.equal(begun.status, 201, JSON.stringify(begun.body));
  const sent = await person.go(`${person.url}${files}/${begun.body.id}?offset=0`, { method: 'PUT', body: bytes, headers: {
    'content-type': 'application/octet-stream', 'x-csrf-token': person.csrf, origin: person.url } });
  assert.equal(sent.status, 200, await sent.clone().text());
  // Whoever sends a file believes no status alone: each answer names it.
  assert.deepEqual([begun.body.field, begun.body.size, await sent.json()], [field, bytes.length, { id: begun.body.id, offset: bytes.length, complete: true }]);
  return { id: begun.body.id, name, type: 'application/pdf', size: bytes.length };
}

// Answers as they are written down for tests, {"files": [names]} in them sent: what the form is then given.
export async function withFiles(person, id, written) {
  const set = { ...written };
  for (const [field, value] of Object.entries(written)) {
    if (!value?.files) continue;
    set[field] = [];
    for (const name of value.files) set[field].push(await uploadPdf(person, id, field, name));
  }
  return set;
}

export const answers = {
  name: 'Ремонт колодца в Малых Ключах', settlement: 'д. Малые Ключи', typology: 'utilities',
  problem: 'Колодец обрушился, вода мутная, жители носят воду из соседней деревни за два километра.',
  results: 'Чистая вода будет в деревне круглый год, носить её издалека больше не придётся никому.',
  cost_repair: '2 000 000,00', cost_repair_note: 'Ремонт', source_municipal: '300 000', source_people: '60 000',
  source_legal: '40000', source_region: '1 600 000', legal_payers: [{ id: 'r1', name: 'ООО «Приозёрье»', sum: '40000' }],
  users_who: 'Жители деревни Малые Ключи', users_count: '500', meeting_date: '2026-11-01', meeting_count: '60',
  start: '2027-05-17', term: '2027-09-30', plan: [{ id: 'r1', stage: 'Работы', due: '2027-09-01', who: 'Ильина Мария Сергеевна' }],
  head_name: 'Орлов Виктор Николаевич', head_phone: '+7 900 000-00-01', executor: 'Ильина Мария Сергеевна', executor_phone: '+7 900 000-00-02',
};

// Answers all of an application but the fields `without`.
export async function fillFull(person, id, etag, more = {}, without = []) {
  const set = { ...answers, ...more };
  for (const field of ['property_extract', 'meeting_minutes', 'estimate', 'estimator_certificate', 'guarantee_letters'])
    if (!without.includes(field)) set[field] = await upload(person, id, field);
  for (const field of without) delete set[field];
  const saved = await patch(person, id, etag, set);
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  return saved;
}

export async function submitFull(person, municipality = undefined, more = {}) {
  const made = await person.create('ppmi', municipality);
  const id = made.body.id;
  const saved = await fillFull(person, id, made.headers.get('etag'), more);
  const submitted = await act(person, id, saved.headers.get('etag'), 'submit');
  assert.equal(submitted.status, 200, JSON.stringify(submitted.body));
  return { id, etag: submitted.headers.get('etag'), number: submitted.body.number, body: submitted.body };
}
