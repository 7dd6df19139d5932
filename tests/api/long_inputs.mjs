// Inputs of any length that make a careless check slow: signs that many patterns begin with and none ends with. For the
// tests, which send them once, and for the bench, which compares n signs with 2n.
import { act } from './people.mjs';

const repeated = {
  letters: 'а', digits: '1', spaces: ' ', tabs: '\t', 'signs of a sum': '1 ', commas: ',', dots: '.', minuses: '-', ats: 'a@', 'parts of a host': 'a.', brackets: '(', 'closing brackets': ')', quotes: '"', backslashes: '\\',
  'percent signs': '%', 'combining marks': 'е\u0301', 'marks of direction': '\u202e', 'zero width': '\u200b', 'pairs of surrogates': '😀', 'line ends': '\r\n', pluses: '+7', slashes: '/', exponents: 'e9', braces: '{', 'letters of two kinds': 'ёЁ',
};

// One text for each of them, of about n bytes as JSON writes it.
const size = part => Buffer.byteLength(JSON.stringify(part)) - 2;
export const texts = n => Object.entries(repeated).map(([name, part]) => ({ name, text: part.repeat(Math.max(1, Math.floor(n / size(part)))) }));

// A field of each kind of the form of ППМИ.
export const fields = ['name', 'settlement', 'problem', 'cost_repair', 'users_count', 'meeting_date', 'head_phone', 'head_email', 'head_name', 'typology', 'start'];

// Every place that takes a text of somebody's: { name, send(text) } gives the answer; prepare(text) goes before, keeps: the
// text may be taken, with a new ETag of the draft.
export function doors(portal, person, draft) {
  const put = set => person.call('PATCH', `/api/v1/applications/${draft.id}/answers`, { set }, { 'if-match': draft.etag });
  const get = path => person.go(portal.url + path);
  const head = headers => fetch(`${portal.url}/api/v1/portal`, { headers });
  return [
    ...fields.map(field => ({ name: `the answer «${field}»`, keeps: true, send: text => put({ [field]: text }) })),
    ...fields.filter(field => field !== 'typology').map(field => ({ name: `handing in with «${field}»`, keeps: true, prepare: text => put({ [field]: text }), send: () => act(person, draft.id, draft.etag, 'submit') })),
    { name: 'a cell of a table', keeps: true, send: text => put({ legal_payers: [{ id: 'r1', name: 'ООО', sum: text }] }) },
    { name: 'a link', keeps: true, send: text => put({ media_links: [{ id: 'r1', url: `https://${text}`, title: 'Газета' }] }) },
    { name: 'the name of a file', send: text => person.call('POST', `/api/v1/applications/${draft.id}/files`, { field: 'estimate', name: `${text}.pdf`, size: 9 }) },
    { name: 'the name of a member', keeps: true, send: text => put({ [text]: 'x' }) },
    { name: 'a comment', send: text => act(person, draft.id, draft.etag, 'withdraw', { comment: text, surprise: 1 }) },
    { name: 'a reason', send: text => person.call('POST', '/api/v1/approvals/t1/reject', { reason: text }) },
    { name: 'a ballot', send: text => person.call('POST', '/api/v1/campaigns/ppmi.main/ballots', { choices: [{ project: text }] }, { 'idempotency-key': person.key() }) },
    { name: 'a body that is no JSON', send: text => person.go(`${portal.url}/api/v1/applications`, { method: 'POST', body: text, headers: { 'content-type': 'application/json', 'x-csrf-token': person.csrf, origin: portal.url } }) },
    { name: 'the address', most: 12_000, send: text => get(`/projects/${encodeURIComponent(text)}`) },
    { name: 'the query', most: 12_000, send: text => get(`/api/v1/projects?cursor=${encodeURIComponent(text)}&practice=${encodeURIComponent([...text][0])}`) },
    { name: 'where to come back to', most: 12_000, send: text => fetch(`${portal.url}/auth/esia/login?return_to=${encodeURIComponent(text)}`, { redirect: 'manual' }) },
    { name: 'the tags that are known', most: 12_000, ascii: true, send: text => head({ 'if-none-match': text }) },
    { name: 'the codings that are taken', most: 12_000, ascii: true, send: text => head({ 'accept-encoding': text }) },
    { name: 'the cookies', most: 12_000, ascii: true, send: text => fetch(`${portal.url}/api/v1/session`, { headers: { cookie: text } }) },
    { name: 'who stands between', most: 12_000, ascii: true, send: text => head({ 'x-forwarded-for': text }) },
    { name: 'the browser', most: 12_000, ascii: true, send: text => head({ 'user-agent': text }) },
  ];
}

// What may stand in a header.
export const headerText = text => /^[\x21-\x7e]/.test(text) && /^[\x20-\x7e]*[\x21-\x7e]$/.test(text);
