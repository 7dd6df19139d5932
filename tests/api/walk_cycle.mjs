// How the walk (walk.mjs says what an entry is) calls what is done with an application after its check: experts,
// conflicts of interest, sheets, points by hand, calculations, money, another application made of it.
import { practice } from './walk_cycle_world.mjs';
import { here } from './walk_world.mjs';

const day = '2026-11-23';
const on = name => ({ path: w => ({ id: w.cycle[name].id }), target: w => w.cycle[name].target });
// Sheets are one's own; nobody's where those of all are meant, and where a person's own payments are not.
const ofOneself = (w, who) => ({ ...w.cycle.target, owners: [who.id] });
const ofNobody = w => ({ ...w.cycle.target, owners: [] });
const hasSeat = (w, who) => w.cycle.seated.includes(who);
const decided = { path: w => ({ id: w.cycle.scored.adjustment }), target: w => w.cycle.scored.target, before: async w => ({ id: await w.cycle.proposed() }) };
const rating = { target: () => ({ practice }) };
const money = (phase, source) => ({ ...on('won'), body: () => ({ phase, source, sum_kopecks: 100, document: '№ 3', date: day }) });

export const cycle = {
  'get /api/v1/applications/{id}/opinions': on('judged'),
  'post /api/v1/applications/{id}/experts': { ...on('judged'), body: w => ({ oid: w.spare(), name: 'Эксперт', deadline: '2026-12-10' }) },
  'post /api/v1/applications/{id}/opinions': { ...on('judged'), body: () => ({ verdict: 'positive', text: 'Смета верна' }) },
  'get /api/v1/applications/{id}/conflicts': on('judged'),
  'post /api/v1/applications/{id}/conflicts': {
    ...on('contested'), body: () => ({ reason: 'Участвую в проекте' }), besides: (w, who) => hasSeat(w, who) || who === w.cycle.expert,
    asked: (w, who, one) => (one.object === 'member_scores' ? ofOneself(w, who) : w.cycle.target),
  },
  'get /api/v1/applications/{id}/sheet': on('judged'),
  'post /api/v1/applications/{id}/sheet': { ...on('judged'), asked: ofOneself, besides: hasSeat, body: () => ({ marks: [{ criterion: 'commission', points: '75' }] }) },
  'get /api/v1/applications/{id}/sheets': { ...on('judged'), asked: ofNobody },

  'get /api/v1/applications/{id}/adjustments': on('scored'),
  'post /api/v1/adjustments/{id}/confirm': decided,
  'post /api/v1/adjustments/{id}/reject': { ...decided, body: () => ({ comment: 'Не за что' }) },

  'get /api/v1/practices/{id}/runs': { ...rating, path: () => ({ id: practice }) },
  'post /api/v1/practices/{id}/runs': { ...rating, path: () => ({ id: practice }), body: () => ({ reason: 'Ещё расчёт' }) },
  'get /api/v1/practices/{id}/runs/{number}': { ...rating, path: w => ({ id: practice, number: w.cycle.run }) },
  'get /api/v1/practices/{id}/runs/{number}/difference': { ...rating, path: w => ({ id: practice, number: w.cycle.run }) },

  'get /api/v1/applications/{id}/finance': { ...on('won'), asked: ofNobody },
  'post /api/v1/applications/{id}/in-kind': { ...on('won'), body: () => ({ kind: 'labour', title: 'Субботник', people: 2, hours: '3', rate: 10_000 }) },
  'post /api/v1/applications/{id}/money': { cases: [
    { name: 'agreed', when: 'committed', ...money('committed', 'municipality') },
    { name: 'paid', when: 'paid or spent', ...money('paid', 'region') },
  ] },
  'post /api/v1/applications/{id}/payments': { ...on('won'), body: w => w.cycle.payment() },
  'post /api/v1/applications/{id}/refund': { ...on('ended'), body: () => ({}) },
  'post /api/v1/applications/{id}/repayments': { ...on('repaid'), body: w => ({ payer: w.cycle.repaid.payer, date: day, sum_kopecks: 1, document: 'п/п 9' }) },

  'post /api/v1/applications/{id}/conversions': { ...on('declined'), roles: ['author', 'municipal_operator'], body: () => ({ practice: here.practice }), also: [409] },
};
