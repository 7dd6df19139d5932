// The portal that the walk over the API goes through: things of one person and of one municipality, and one actor for
// each role there is, twice where a role has a scope: where the things are, and elsewhere.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Person } from '../lib/person.mjs';
import { Description } from './described.mjs';
import { act, submitFull, uploadPdf } from './people.mjs';
import { Table } from './table.mjs';
import { Vote, campaign } from './vote.mjs';
import { WalkCycle, practice as cyclePractice, writePack } from './walk_cycle_world.mjs';

const packs = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'web', 'packs');
const states = ['submitted_to_municipality', 'submitted_to_region', 'formal_check', 'returned_for_revision', 'admitted'];
const firstAccount = 9_000_000_000;  // of `pochin voters`

export const here = { practice: 'ppmi', territory: '86500411' }, elsewhere = { practice: 'tver', territory: '86500415' };
// A practice here is two: the one that votes and the one whose cycle goes on to the money.
const placesOf = { practice: { here: [here.practice, cyclePractice], elsewhere: [elsewhere.practice] }, territory: { here: [here.territory], elsewhere: [elsewhere.territory] } };
const holding = (role, scopes) => scopes.map(scope => ({ role, scope }));
export const pack = JSON.parse(readFileSync(join(packs, 'ppmi.json'), 'utf8'));

export class WalkWorld {
  static async start() {
    const world = new WalkWorld();
    world.here = here;
    world.spares = 5_000_000_000;  // accounts that nobody logs in with
    world.table = Table.read();
    world.vote = await Vote.start({
      campaigns: ['main', 'next', 'spare'].map(id => campaign(id, { states })), projects: 0,
      config: { privacy: { consent: join(packs, 'consent.json') } }, edit: config => { config.packs.push(join(packs, 'tver.json'), writePack(dirname(config.data))); },
    });
    world.portal = world.vote.portal;
    try {
      await world.fill();
    } catch (error) {
      await world.stop();
      throw error;
    }
    return world;
  }

  async fill() {
    this.actors = [
      { name: 'nobody', grants: [], id: '', person: new Person(this.portal.url) },
      { name: 'the owner', grants: [{ role: 'initiator', scope: '' }] },
      { name: 'a stranger', grants: [] },
    ];
    for (const { role, scope } of this.table.staff()) {
      if (scope === 'none') { this.actors.push({ name: role, grants: holding(role, ['']) }); continue; }
      for (const [where, scopes] of Object.entries(placesOf[scope])) this.actors.push({ name: `${role} ${where}`, grants: holding(role, scopes) });
    }
    this.actors.push({ name: 'a commission_member without a seat', grants: holding('commission_member', placesOf.practice.here) });
    // Who helps to prepare things and is no actor.
    const both = placesOf.practice.here;
    this.helpers = { centre: ['project_centre_operator', both], manager: ['project_centre_manager', both], clerk: ['municipal_operator', [here.territory]], point: ['polling_operator', both], admin: ['system_admin', ['']], finance: ['finance_officer', ['']], moderator: ['moderator', ['']] };
    for (const [name, [role, scopes]] of Object.entries(this.helpers)) this.helpers[name] = { name, grants: holding(role, scopes) };
    this.people = [...this.actors.filter(each => each.id === undefined), ...Object.values(this.helpers)];
    await this.logIn();
    for (const who of this.people)
      for (const { role, scope } of who.grants) if (role !== 'initiator') await this.grant(this.account(who), role, scope);
    this.owner = this.actor('the owner');
    await this.fillApplications();
    this.cycle = await WalkCycle.make(this);
    this.secrets.push(...this.cycle.secrets);
    await this.fillVote();
    this.spec = (await Description.of(this.portal)).spec;
  }

  actor(name) { return this.actors.find(each => each.name === name); }

  account(who) { return String(firstAccount + this.people.indexOf(who)); }
  spare() { return String(++this.spares); }

  // Everybody gets one more session; those there were stay.
  async logIn() {
    const lines = (await this.portal.ran('voters', '--count', String(this.people.length))).trim().split('\n');
    await Promise.all(this.people.map(async (who, index) => {
      const [cookie, csrf] = lines[index].split(' ');
      who.person = new Person(this.portal.url);
      who.person.jars.set(new URL(this.portal.url).host, new Map([['__Host-sid', cookie]]));
      who.person.csrf = csrf;
      who.id = (await who.person.session()).person.id;
    }));
  }

  grant(account, role, scope) { return this.portal.ran('grant', '--oid', String(account), '--role', role, ...(scope ? ['--scope', scope] : [])); }

  async fillApplications() {
    const { owner } = this, clerk = this.helpers.clerk.person, centre = this.helpers.centre.person;
    const moved = async (who, it, action, body) => {
      const done = await act(who, it.id, it.etag, action, body);
      assert.equal(done.status, 200, JSON.stringify(done.body));
      return { ...it, etag: done.headers.get('etag') };
    };
    const table = { practice: here.practice, territories: [here.territory], owners: [owner.id] };
    const draft = (await owner.person.create(here.practice, here.territory)).body;
    // A draft was given to nobody yet: of the table only what reaches one's own holds for it.
    this.draft = { id: draft.id, target: { owners: [owner.id] } };
    await owner.person.call('PATCH', `/api/v1/applications/${draft.id}/answers`, { set: { name: 'Тайный замысел о мосте', problem: 'Черновик, которого никто ещё не видел и не должен видеть.' } }, { 'if-match': '"1"' });
    this.draft.file = (await uploadPdf(owner.person, draft.id, 'estimate', 'смета.pdf')).id;
    this.draft.loose = (await uploadPdf(owner.person, draft.id, 'offers', 'предложение.pdf')).id;
    const begun = await owner.person.call('POST', `/api/v1/applications/${draft.id}/files`, { field: 'estimate', name: 'ещё.pdf', size: 5_000 });
    this.draft.begun = begun.body.id;
    this.submitted = { ...await submitFull(owner.person), target: table };
    this.submitted.file = await this.fileOf(this.submitted);
    this.returned = await moved(clerk, await submitFull(owner.person), 'return', { remarks: [{ field: 'name', text: 'Уточните название' }] });
    this.returned.target = table;
    this.answered = await moved(owner.person, await moved(clerk, await submitFull(owner.person), 'return', { remarks: [{ field: 'name', text: 'Уточните название' }] }), 'resubmit');
    this.answered.remark = (await owner.person.call('GET', `/api/v1/applications/${this.answered.id}`)).body.remarks[0].id;
    this.answered.target = table;
    this.handed = { ...await submitFull(owner.person), target: table };
    this.region = await moved(clerk, await submitFull(owner.person), 'accept');
    this.region.file = await this.fileOf(this.region);
    this.region.target = { ...table, opened: true };
    this.formal = await moved(centre, await moved(clerk, await submitFull(owner.person), 'accept'), 'register');
    this.formal.target = { ...table, opened: true };
    const seen = await owner.person.call('GET', `/api/v1/applications/${this.submitted.id}`), mine = await owner.person.call('GET', `/api/v1/applications/${draft.id}`);
    const { settlement, ...own } = seen.body.answers;  // settlements are everybody's
    this.secrets = [own, mine.body.answers].flatMap(words);
    // Who begins an application is told by whom the municipality is headed, as its last published application says.
    this.headOfMunicipality = [own.head_name, own.head_phone];
    assert.ok(this.secrets.length > 10);
  }

  async fileOf({ id }) { return (await this.owner.person.call('GET', `/api/v1/applications/${id}`)).body.answers.estimate[0].id; }

  async fillVote() {
    for (const id of ['ppmi.main', 'ppmi.spare']) assert.equal((await this.campaignAct(id, 'open')).status, 200);
    await this.vote.clock('2026-11-25T09:00:00Z');
    this.projects = (await this.vote.get('ppmi.main/projects')).body.projects;
    const cast = await this.owner.person.call('POST', '/api/v1/campaigns/ppmi.main/ballots', { choices: [{ project: this.projects[0].id }] }, { 'idempotency-key': this.owner.person.key() });
    assert.equal(cast.status, 201, JSON.stringify(cast.body));
    this.leaf = cast.body.receipt.leaf;
    this.secrets.push(this.leaf);
    await this.vote.sealed('ppmi.main', 1);
    // Another draft, on a vote where the owner has not cast yet.
    await this.owner.person.call('PUT', '/api/v1/campaigns/ppmi.spare/me/draft', { choices: [{ project: this.projects[1].id, points: 1 }] });
  }

  ask(who, id, action, more = {}) {
    return who.person.call('POST', `/api/v1/campaigns/${id}/actions`, { action, protocol: 'Протокол 1', reason: 'По порядку', ...more }, { 'idempotency-key': who.person.key() });
  }

  async campaignAct(id, action) {
    const asked = await this.ask(this.helpers.centre, id, action);
    assert.equal(asked.status, 202, JSON.stringify(asked.body));
    return this.helpers.manager.person.call('POST', `/api/v1/campaigns/${id}/actions`, { action: 'approve', request: asked.body.id }, { 'idempotency-key': this.helpers.manager.person.key() });
  }

  // An id of a request that waits; the one that waits already when there is one.
  async waiting(id, action, more) {
    const asked = await this.ask(this.helpers.centre, id, action, more);
    if (asked.status === 202) return asked.body.id;
    assert.equal(asked.body.code, 'two_person_waits', JSON.stringify(asked.body));
    const { items } = (await this.helpers.centre.person.call('GET', '/api/v1/approvals')).body;
    return items.find(each => each.kind === `campaign.${action}` && each.object === id).id;
  }

  sheet(document) {
    return { channel: 'paper', place: 'Дом культуры, с. Заречье', voters: [{ document }], ballots: [{ district: '', choices: [{ project: this.projects[1].id }] }] };
  }

  stop() { return this.vote.stop(); }
}

// Every text of a person's answers that says something.
function words(value) {
  if (typeof value === 'string') return value.length > 9 && !/^\d{4}-\d\d-\d\d$/.test(value) ? [value] : [];
  return value && typeof value === 'object' ? Object.entries(value).flatMap(([key, each]) => (['type', 'id'].includes(key) ? [] : words(each))) : [];
}

export const has = (list, id) => (list ?? []).some(each => each.id === id);
