// How the walk (walk.mjs says what an entry is) calls commissions, their meetings, and the lots that make members.
import { practice, seed } from './walk_cycle_world.mjs';
import { has, here } from './walk_world.mjs';

const working = { target: () => ({ practice }) };
const ofMunicipality = 'of a municipality', notFormed = 'not formed yet', municipalNotFormed = 'not formed yet, of a municipality';
const municipal = () => ({ practice, territories: [here.territory] });
// An administration invites into its own commission, whoever invites into the practice does not.
const invites = (w, who, one) => (one.action === 'invite' ? { territories: [here.territory] } : municipal());
const works = { when: 'it works', name: 'that works', ...working }, unformed = { when: notFormed, name: 'not formed', ...working };
const unformedMunicipal = { when: [notFormed, municipalNotFormed], name: 'of a municipality, not formed', target: municipal, asked: invites };
const seen = [['commission', works], ['unformed', unformed], ['municipal', unformedMunicipal]];

// The same on a commission of the practice and on one of a municipality, made anew by `make` for each call.
const changed = make => ({ cases: [
  { name: 'of the practice', ...working, path: w => ({ id: w.cycle.unformed.id }), before: w => make(w, {}) },
  { name: ofMunicipality, when: ofMunicipality, target: municipal, asked: invites, path: w => ({ id: w.cycle.municipal.id }), before: w => make(w, { municipality: here.territory }) },
] });
const fresh = async (w, more) => ({ id: (await w.cycle.newCommission(more)).id });
const title = { title: 'Комиссия', act: 'приказ № 13' };

const meeting = name => ({ ...working, path: w => ({ id: w.cycle[name].id }) });
const protocols = { open: true, cases: [
  { name: 'signed', ...meeting('signed'), target: () => ({ practice, published: true }) },
  { name: 'not signed', ...meeting('unsigned'), open: false },
] };
const question = { ...working, path: w => ({ id: w.cycle.going.question }) };
const signer = (w, who) => w.cycle.seated.slice(0, 2).includes(who);

const lot = (name, make) => ({ ...working, path: w => ({ id: w.cycle[name].id }), ...(make ? { before: w => w.cycle[make]() } : {}) });
const aLot = { path: () => ({ id: practice }) };

export const commissions = {
  'get /api/v1/practices/{id}/commissions': { always: true, path: () => ({ id: practice }), cases: seen.map(([name, each]) => ({ ...each, shows: (w, body) => has(body.items, w.cycle[name].id) })) },
  'get /api/v1/commissions/{id}': { cases: seen.map(([name, each]) => ({ ...each, path: w => ({ id: w.cycle[name].id }) })) },
  'post /api/v1/practices/{id}/commissions': { path: () => ({ id: practice }), cases: [
    { name: 'of the practice', ...working, body: () => title },
    { name: ofMunicipality, when: ofMunicipality, target: municipal, asked: invites, body: () => ({ ...title, municipality: here.territory }) },
  ] },
  'post /api/v1/commissions/{id}/members': { ...changed(fresh), body: w => ({ oid: w.spare(), name: 'Новый член', seat: 'member', proposed_by: 'other', from: '2026-11-23' }) },
  'post /api/v1/commissions/{id}/ends': {
    ...changed(async (w, more) => ({ id: (await w.cycle.composed(more)).id })), body: () => ({ number: 1, to: '2026-11-24' }),
  },
  'post /api/v1/commissions/{id}/form': { ...changed(async (w, more) => ({ id: (await w.cycle.composed(more)).id })), body: () => ({}) },

  'get /api/v1/commissions/{id}/meetings': { ...working, path: w => ({ id: w.cycle.commission.id }) },
  'post /api/v1/commissions/{id}/meetings': {
    ...working, path: w => ({ id: w.cycle.commission.id }),
    body: (w, who, n) => ({ number: `з-${n}`, date: '2026-11-23', present: w.cycle.seated.map(each => each.id), presiding: w.cycle.seated[0].id, secretary: w.cycle.secretary.id }),
  },
  'get /api/v1/meetings/{id}': { cases: [{ name: 'with a signed protocol', ...meeting('signed') }, { name: 'that goes on', ...meeting('going') }] },
  'get /api/v1/meetings/{id}/protocol': protocols,
  'get /api/v1/meetings/{id}/protocol/text': protocols,
  'post /api/v1/meetings/{id}/questions': { ...meeting('going'), body: () => ({ text: 'Ещё вопрос' }) },
  'post /api/v1/meetings/{id}/protocol': { ...meeting('going'), before: async w => ({ id: (await w.cycle.meeting()).id }), body: () => ({ winners: [] }) },
  'post /api/v1/meetings/{id}/signatures': { ...meeting('unsigned'), besides: signer, body: () => ({}) },
  'post /api/v1/questions/{id}/votes': { ...question, besides: (w, who) => w.cycle.seated.includes(who), body: () => ({ choice: 'for' }) },
  'post /api/v1/questions/{id}/dissents': { ...question, besides: (w, who) => w.cycle.seated.includes(who), body: () => ({ text: 'Я против' }) },
  'post /api/v1/questions/{id}/close': { ...question, before: async w => ({ id: await w.cycle.ask(await w.cycle.meeting()) }), body: () => ({}) },

  'get /api/v1/practices/{id}/lots': aLot,
  'get /api/v1/lots/{id}': lot('lot'),
  'post /api/v1/practices/{id}/lots': { ...aLot, ...working, body: w => w.cycle.lotBody },
  'post /api/v1/lots/{id}/applicants': { ...lot('lot'), body: () => ({}) },
  'post /api/v1/lots/{id}/exclusions': { ...lot('lot', 'newLot'), body: (w, who, n, made) => ({ ticket: (made.tickets ?? w.cycle.lot.tickets)[0], reason: 'депутат' }) },
  'post /api/v1/lots/{id}/close': { ...lot('lot', 'newLot'), body: () => ({}) },
  'post /api/v1/lots/{id}/draw': { ...lot('closed', 'closedLot'), body: () => ({ seed }) },
  'post /api/v1/lots/{id}/seats': { ...lot('drawn', 'drawnLot'), before: async w => ({ id: (await w.cycle.drawnLot()).id, commission: (await w.cycle.newCommission()).id }), body: (w, who, n, made) => ({ commission: made.commission ?? w.cycle.unformed.id }) },
};
