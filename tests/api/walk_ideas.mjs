// How the walk (walk.mjs says what an entry is) calls ideas of residents.
import { has, here } from './walk_world.mjs';
import { WalkCycle } from './walk_cycle_world.mjs';

const on = state => ({ path: w => ({ id: w.cycle.ideas[state].id }), target: w => w.cycle.ideas[state].target });
const again = state => async w => ({ id: (await w.cycle.idea(WalkCycle.way[state])).id });
const published = { when: 'it is published', ...on('published') }, hidden = 'not published';
const listed = (view, state, when) => ({ name: `${view}: ${state}`, when, query: `?view=${view}`, target: on(state).target, shows: (w, body) => has(body.items, w.cycle.ideas[state].id) });

const move = (action, state, more = {}) => ({
  name: `${action} of one ${state}`, when: 'any other', target: on(state).target, path: w => ({ id: w.cycle.ideas[state].id, action }),
  before: async w => ({ ...await again(state)(w), action }), body: () => ({}), ...more,
});

export const ideas = {
  'get /api/v1/ideas': { cases: [
    { ...listed('public', 'published', 'it is published'), always: true }, listed('public', 'submitted', hidden), listed('mine', 'draft', hidden),
    { ...listed('moderation', 'submitted', hidden), target: () => ({}), always: true },
  ] },
  'get /api/v1/ideas/{id}': { open: true, cases: [{ name: 'published', ...published }, ...['draft', 'submitted', 'moderation'].map(state => ({ name: state, when: hidden, ...on(state) }))] },
  'post /api/v1/ideas': { target: () => ({}), body: () => ({ municipality: here.territory, title: 'Своя мысль', problem: 'Нужен мост', place: 'у реки' }) },
  'post /api/v1/ideas/{id}/text': { cases: ['draft', 'published'].map(state => ({ name: state, ...on(state), also: state === 'draft' ? [] : [409] })), body: () => ({ title: 'Свет', problem: 'Темно и грязно', place: 'улица' }) },
  // One's own is supported by others.
  'post /api/v1/ideas/{id}/support': { ...on('published'), besides: (w, who) => who !== w.owner, body: () => ({ support: true }) },
  'post /api/v1/ideas/{id}/actions/{action}': { cases: [
    move('submit', 'draft', { when: 'submit' }), move('take', 'submitted'), move('publish', 'moderation'), move('support', 'published'),
    move('return', 'moderation', { body: () => ({ comment: 'Уточните' }) }), move('reject', 'published', { body: () => ({ comment: 'Повтор' }) }),
    move('merge', 'published', { body: w => ({ other: w.cycle.ideas.published.id }) }),
  ] },
  'post /api/v1/ideas/{id}/conversions': { ...on('supported'), roles: ['author', 'municipal_operator'], before: again('supported'), body: () => ({ practice: here.practice }) },
};
