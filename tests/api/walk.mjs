// How the walk calls each operation of the API: one entry for each, by "method path" as the description writes it.
//
//   path(w)      values of the {names} in the path: always things of somebody else's, of one municipality and practice
//   query        what follows the path
//   body(w, who, n) the body, good in itself; raw: its bytes; n counts the calls
//   cases        the same operation on several objects; each overrides members of the entry. `when` (one or
//                several) chooses among the permissions of the operation that are told apart so
//   target(w)    what the access table is asked about (shared/access/access.h, Target)
//   asked(w, who, one)  the same where it is another for this person or this of several permissions
//   besides(w, who)  what the rules of commissions want of a person besides the right: a seat, to be present
//   versioned(w) the application whose ETag is sent as If-Match
//   before(w)    what must be made anew before each call that is allowed; gives values for path and body
//   setup(w)     what must be made once before the case; gives values for path and body
//   shows(w, body, who)  of a list: whether it shows the object. Lists are not refused, they leave out; always: and they
//                leave out nothing that the table shows
//   own          the things named are the owner's alone
//   open         an address of everybody's: what a visitor is not to see is not there (404)
//   renew        the call ends sessions: everybody logs in again
//   also         what the one whom the table lets through may be answered besides success: it is not the moment, or
//                the body is good for somebody else; 401, 403 and 404 only with a reason here
import { commissions } from './walk_commissions.mjs';
import { cycle } from './walk_cycle.mjs';
import { ideas } from './walk_ideas.mjs';
import { has, here, pack } from './walk_world.mjs';

const campaign = { path: () => ({ id: 'ppmi.main' }), target: () => ({ practice: here.practice }) };
const unpublished = { ...campaign, also: [409] };
const anybody = {};
// The counting commission: whoever has a seat of its own in the practice.
const counting = w => ({ practice: here.practice, assigned: w.actors.filter(who => who.grants.some(({ role, scope }) => /^commission_(member|chair)$/.test(role) && scope === here.practice)).map(who => who.id) });
const annulment = { path: () => ({ id: 'ppmi.main' }), target: counting };

const on = (...names) => names.map(name => ({ name, path: w => ({ id: w[name].id, file: w[name].file }), target: w => w[name].target, versioned: w => w[name] }));
// The description of a case of files: each with a file of its own to lose.
const files = { cases: on('draft', 'submitted', 'region') }, changedFiles = { cases: files.cases.map(each => (each.name === 'draft' ? each : { ...each, also: [409] })) };

// A move of the workflow, on an application in a state that it starts from.
const moves = [['submit', 'draft'], ['resubmit', 'returned'], ['accept', 'submitted'], ['return', 'handed'], ['register', 'region'], ['admit', 'formal'], ['withdraw', 'draft']];
const move = ([action, name]) => ({
  name: `${action} of the ${name}`, path: w => ({ id: w[name].id, action }), target: w => w[name].target, versioned: w => w[name], body: () => ({ comment: 'Так решено' }),
  roles: pack.workflow.transitions.find(each => each.action === action).roles,
});

const ask = (action, id, more = {}) => ({ path: () => ({ id }), body: () => ({ action, protocol: 'Протокол 2', reason: 'По порядку', ...more }) });
const answer = (action, id, more = {}) => ({
  setup: async w => ({ id, request: await w.waiting(id, action, more) }), body: (w, who, n, made) => ({ action: 'approve', request: made.request }),
});

const places = {
  'a municipality': { body: () => ({ role: 'municipal_operator', scope: here.territory }), target: () => ({ territories: [here.territory] }) },
  'a practice': { body: () => ({ role: 'polling_operator', scope: here.practice }), target: () => ({ practice: here.practice }) },
  'the machine': { body: () => ({ role: 'system_admin', scope: '' }), target: () => ({}) },
};
const invited = name => async w => {
  const made = await w.helpers.admin.person.call('POST', '/api/v1/invitations', places[name].body(), { 'idempotency-key': w.helpers.admin.person.key() });
  return { id: made.body.id };
};
const granted = name => async w => {
  const { role, scope } = places[name].body(), account = w.spare(), seen = new Set((await grantsOf(w)).map(each => each.id));
  await w.grant(account, role, scope);
  return { id: (await grantsOf(w)).find(each => !seen.has(each.id)).id };
};
const grantsOf = async w => (await w.helpers.admin.person.call('GET', '/api/v1/grants')).body.items;

export const walk = {
  // Of everybody.
  'get /api/v1/session': anybody,
  'get /auth/{door}/login': { path: () => ({ door: 'esia' }) },
  'get /auth/demo/people': { also: [404] },  // the door of the demonstration is closed
  'get /auth/{door}/callback': { path: () => ({ door: 'esia' }), query: '?state=x&code=y', also: [400] },
  'get /api/v1/portal': anybody,
  'get /api/v1/openapi.json': anybody,
  'get /api/v1/practices/{id}': { path: () => ({ id: here.practice }) },
  'get /api/v1/practices/{id}/about': { path: () => ({ id: here.practice }) },
  'get /api/v1/territories': anybody,
  'get /api/v1/projects': anybody,
  'get /api/v1/projects/{number}': { path: w => ({ number: w.formal.number }) },
  'get /api/v1/consent': anybody,

  // Of each person for themselves.
  'get /api/v1/sessions': anybody,
  'delete /api/v1/sessions/{id}': { own: true, setup: async w => {
    await w.logIn();
    return { id: (await w.owner.person.call('GET', '/api/v1/sessions')).body.items.find(each => !each.current).id };
  } },
  'post /api/v1/consent': { body: () => ({ version: '2026-11-01' }) },
  'delete /api/v1/consent': anybody,
  // An expert's opinion is of the expert's own data.
  'get /api/v1/me/data': { public: (w, who) => (who === w.cycle.expert || who.person === w.cycle.expert ? [w.cycle.secrets[0]] : []) },
  'post /api/v1/applications': { public: w => w.headOfMunicipality, body: () => ({ practice: here.practice, municipality: here.territory }) },

  // Applications.
  'get /api/v1/applications': {
    cases: ['mine', 'queue', 'centre', 'commission'].flatMap(view => ['draft', 'submitted', 'formal'].map(name => ({
      name: `${view}: the ${name}`, query: `?view=${view}`, target: w => w[name].target, shows: (w, body) => has(body.items, w[name].id) }))),
  },
  'get /api/v1/applications/{id}': { cases: on('draft', 'submitted', 'returned', 'region', 'formal') },
  // Whom it is shown to is asked as if somebody else had written it: an author who serves nowhere here does not see it.
  'get /api/v1/applications/{id}/office': { cases: on('submitted', 'region', 'formal').map(each => ({ ...each, target: w => ({ ...each.target(w), owners: [] }) })) },
  'delete /api/v1/applications/{id}': { own: true, setup: async w => ({ id: (w.spareDraft = (await w.owner.person.create(here.practice, here.territory)).body).id }), target: w => w.draft.target, versioned: w => w.spareDraft },
  'post /api/v1/applications/{id}/remarks/{remark}/close': { path: w => ({ id: w.answered.id, remark: w.answered.remark }), target: w => w.answered.target, roles: ['municipal_operator'], also: [409] },  // another was first
  'patch /api/v1/applications/{id}/answers': { cases: on('draft', 'submitted', 'region', 'formal'), body: () => ({ set: { name: 'Подмена названия чужой рукой' } }), also: [409] },
  'post /api/v1/applications/{id}/files': { ...changedFiles, body: () => ({ field: 'estimate', name: 'подмена.pdf', size: 9 }) },
  'put /api/v1/applications/{id}/files/{file}': { cases: changedFiles.cases.map(each => ({ ...each, path: w => ({ ...each.path(w), ...(each.name === 'draft' ? { file: w.draft.begun } : {}) }) })), query: '?offset=0', raw: '%PDF-1.4\n' },
  'get /api/v1/applications/{id}/files/{file}': files,
  'get /api/v1/applications/{id}/files/{file}/status': files,
  'delete /api/v1/applications/{id}/files/{file}': { cases: changedFiles.cases.map(each => (each.name === 'draft' ? { ...each, path: w => ({ id: w.draft.id, file: w.draft.loose }) } : each)) },
  'post /api/v1/applications/{id}/actions/{action}': { cases: moves.map(move), also: [409, 422] },

  ...cycle,
  ...commissions,
  ...ideas,

  // The rating before the results.
  'get /api/v1/practices/{id}/rating': { path: () => ({ id: here.practice }), target: () => ({ practice: here.practice }) },

  // Votes.
  'get /api/v1/campaigns': anybody,
  'get /api/v1/campaigns/{id}': campaign,
  'get /api/v1/campaigns/{id}/projects': campaign,
  'get /api/v1/campaigns/{id}/results': unpublished,
  'get /api/v1/campaigns/{id}/ballots.csv': unpublished,
  'get /api/v1/campaigns/{id}/ballots.json': unpublished,
  'get /api/v1/campaigns/{id}/ballots.pb': unpublished,
  'get /api/v1/campaigns/{id}/log.json': { ...campaign, public: w => [w.leaf] },
  'get /api/v1/campaigns/{id}/log/consistency': { ...campaign, query: '?from=0&to=1' },
  'get /api/v1/campaigns/{id}/log/head': campaign,
  'get /api/v1/campaigns/{id}/log/heads': campaign,
  'get /api/v1/campaigns/{id}/log/leaves': { ...campaign, public: w => [w.leaf] },
  'get /api/v1/campaigns/{id}/log/proof': { ...campaign, query: w => `?leaf=${w.leaf}` },
  'get /api/v1/campaigns/{id}/me': { cases: [campaign, { ...campaign, name: 'with a draft', path: () => ({ id: 'ppmi.spare' }) }] },
  'put /api/v1/campaigns/{id}/me/draft': { ...campaign, body: w => ({ choices: [{ project: w.projects[0].id, points: 1 }] }) },
  'delete /api/v1/campaigns/{id}/me/draft': campaign,
  'post /api/v1/campaigns/{id}/ballots': { ...campaign, body: w => ({ choices: [{ project: w.projects[0].id }] }) },
  'get /api/v1/campaigns/{id}/batches': annulment,
  'post /api/v1/campaigns/{id}/batches': { ...campaign, body: (w, who, n) => w.sheet(`4000 ${100000 + n}`) },
  'post /api/v1/campaigns/{id}/batches/{batch}/accept': { ...campaign, setup: async w => {
    const entered = await w.helpers.point.person.call('POST', '/api/v1/campaigns/ppmi.main/batches', w.sheet('4000 900001'), { 'idempotency-key': w.helpers.point.person.key() });
    return { id: 'ppmi.main', batch: entered.body.id };
  } },
  'get /api/v1/campaigns/{id}/observer': annulment,
  'get /api/v1/campaigns/{id}/opening': { ...annulment, also: [409] },
  'get /api/v1/approvals': { always: true, cases: [{ name: 'a request to open', setup: async w => ({ request: await w.waiting('ppmi.next', 'open') }), target: () => ({ practice: here.practice }), shows: (w, body, who, made) => has(body.items, made.request) }] },
  'post /api/v1/approvals/{id}/reject': { target: () => ({ practice: here.practice }), setup: async w => ({ id: await w.waiting('ppmi.next', 'open') }), body: () => ({ reason: 'Рано' }) },
  'post /api/v1/campaigns/{id}/actions': { target: () => ({ practice: here.practice }), cases: [
    { name: 'asking to freeze', when: 'open, extend, close, publish, freeze or unfreeze', ...ask('freeze', 'ppmi.main') },
    { name: 'asking to open', when: 'open, extend, close, publish, freeze or unfreeze', ...ask('open', 'ppmi.next') },
    { name: 'asking to annul', when: 'annul', target: counting, ...ask('annul', 'ppmi.main', { scope: 'campaign' }) },
    { name: 'allowing to freeze', when: 'approve', ...answer('freeze', 'ppmi.spare') },
    { name: 'allowing to annul', when: 'approve an annulment', target: counting, also: [409], ...answer('annul', 'ppmi.spare', { scope: 'campaign' }) },
  ] },

  // Roles and what the staff sees of the installation.
  'get /api/v1/invitations': { always: true, cases: Object.keys(places).map(name => ({ name, setup: invited(name), target: places[name].target, shows: (w, body, who, made) => has(body.items, made.id) })) },
  'post /api/v1/invitations': { cases: Object.entries(places).map(([name, place]) => ({ name, ...place })) },
  'post /api/v1/invitations/{id}/renew': { cases: Object.keys(places).map(name => ({ name, setup: invited(name), before: invited(name), target: places[name].target })) },
  'post /api/v1/invitations/{id}/revoke': { cases: Object.keys(places).map(name => ({ name, setup: invited(name), before: invited(name), target: places[name].target })) },
  'get /api/v1/grants': { always: true, cases: Object.keys(places).map(name => ({ name, setup: granted(name), target: places[name].target, shows: (w, body, who, made) => has(body.items, made.id) })) },
  'post /api/v1/grants/{id}/revoke': { cases: Object.keys(places).map(name => ({ name, setup: granted(name), before: granted(name), target: places[name].target })) },
  'get /api/v1/audit': { always: true, cases: [{ name: 'what others did', target: () => ({}), shows: (w, body, who) => (body.items ?? []).some(line => line.actor && line.actor !== who.id) }] },
  'get /api/v1/audit/chain': { target: () => ({}) },
  'get /api/v1/audit/export': { target: () => ({}) },
  'get /api/v1/installation': { target: () => ({}) },

  // Last: they end sessions.
  'post /auth/logout': { renew: true },
  'post /auth/logout-everywhere': { renew: true },
  'post /api/v1/me/erasure': { renew: true, also: [409] },
};
