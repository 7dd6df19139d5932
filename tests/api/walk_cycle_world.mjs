// The things of the walk that come after the check of an application: a practice with a commission, experts, points by
// hand and money, its applications in the states in which these are asked for, meetings, lots and ideas. All of one
// person, one practice, one municipality.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { act, patch, withFiles } from './people.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const read = path => JSON.parse(readFileSync(join(root, path), 'utf8'));
const written = { ...read('tests/scenarios/answers/karelia.json'), settlement: 'д. Малые Ключи' };
const day = '2026-11-23', payment = { date: day, purpose: 'Инициативный платёж', kbk: '00011715030100000150' };

export const practice = 'karelia';
export const seed = 'a3f1c2d4e5b60718293a4b5c6d7e8f90';

// The shipped practice, the members of whose commission judge by one of its criteria.
export function writePack(folder) {
  const pack = read(`web/packs/${practice}.json`), file = join(folder, `${practice}.json`);
  const judged = read('web/packs/yugra.json').criteria.items.find(each => each.shape === 'expert');
  pack.criteria.items[0] = { ...judged, weight: pack.criteria.items[0].weight };
  writeFileSync(file, JSON.stringify(pack));
  return file;
}

export class WalkCycle {
  // `world` has its people and roles already.
  static async make(world) {
    const cycle = new WalkCycle();
    cycle.world = world;
    cycle.names = 0;
    await cycle.fillCommissions();
    await cycle.fillApplications();
    await cycle.fillMeetings();
    await cycle.fillMoney();
    await cycle.fillRest();
    await cycle.fillIdeas();
    return cycle;
  }

  // What a person does, which must succeed; the answer's body.
  async send(who, path, body = {}, method = 'POST') {
    const answer = await who.person.call(method, `/api/v1${path}`, method === 'GET' ? undefined : body, method === 'GET' ? {} : { 'idempotency-key': who.person.key() });
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  // Commissions. The three who sit in it are actors; whoever has a seat is a member.
  async fillCommissions() {
    const { world } = this, seats = ['chair', 'secretary', 'member'];
    this.seated = seats.map(seat => world.actor(`commission_${seat} here`));
    this.expert = world.actor('sector_expert');
    this.commission = await this.newCommission();
    for (const [index, who] of this.seated.entries()) await this.seat(this.commission.id, seats[index], world.account(who));
    await this.send(world.helpers.manager, `/commissions/${this.commission.id}/form`);
    this.seated[1].grants.push({ role: 'commission_member', scope: practice });
    this.unformed = await this.newCommission();
    this.municipal = await this.newCommission({ municipality: world.here.territory });
  }

  newCommission(more = {}) {
    return this.send(this.world.helpers.manager, `/practices/${practice}/commissions`, { title: `Комиссия ${++this.names}`, act: 'приказ № 12', ...more });
  }

  seat(id, seat, oid = this.world.spare()) {
    return this.send(this.world.helpers.manager, `/commissions/${id}/members`, { oid, name: `Член ${seat}`, seat, proposed_by: 'other', from: day });
  }

  // One that may be formed.
  async composed(more) {
    const made = await this.newCommission(more);
    for (const seat of ['chair', 'secretary', 'member']) await this.seat(made.id, seat);
    return made;
  }

  // Applications.
  get target() {
    const { owner, here } = this.world;
    return { practice, territories: [here.territory], owners: [owner.id], assigned: [this.expert.id], opened: true };
  }

  async move(who, it, action, body) {
    const seen = await who.person.call('GET', `/api/v1/applications/${it.id}`), done = await act(who.person, it.id, seen.headers.get('etag'), action, body);
    assert.equal(done.status, 200, `${action}: ${JSON.stringify(done.body)}`);
  }

  async fill(who, it, set) {
    const seen = await who.person.call('GET', `/api/v1/applications/${it.id}`), saved = await patch(who.person, it.id, seen.headers.get('etag'), set);
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
  }

  async registered() {
    const { owner, helpers, here } = this.world, { id } = (await owner.person.create(practice, here.territory)).body, it = { id, target: this.target };
    await this.fill(owner, it, await withFiles(owner.person, id, written));
    await this.move(owner, it, 'submit');
    await this.move(helpers.clerk, it, 'accept');
    await this.move(helpers.centre, it, 'register');
    return it;
  }

  async judgedOne() {
    const it = await this.registered();
    await this.move(this.world.helpers.centre, it, 'admit');
    await this.move(this.world.helpers.centre, it, 'to_commission');
    await this.send(this.world.helpers.manager, `/applications/${it.id}/experts`, { oid: this.world.account(this.expert), name: 'Эксперт', deadline: '2026-12-10' });
    return it;
  }

  async fillApplications() {
    this.scored = await this.registered();
    // Of points by hand the table is asked with who proposed them.
    this.scored.target = { ...this.target, assigned: [], reason: true, proposedBy: this.world.helpers.centre.id };
    this.scored.adjustment = await this.proposed();
    for (const name of ['judged', 'contested', 'declined', 'won', 'ended', 'repaid']) this[name] = await this.judgedOne();
    await this.send(this.expert, `/applications/${this.judged.id}/opinions`, { verdict: 'negative', text: 'Тайное заключение: смета завышена вдвое' });
    await this.move(this.world.helpers.manager, this.declined, 'decline', { comment: 'Не прошла' });
  }

  // An id of points by hand that wait for the second person.
  async proposed() {
    await this.fill(this.world.helpers.centre, this.scored, { points_plus: String((++this.names % 15) + 1), points_comment: `Служебная пометка о баллах, ${this.names}` });
    return (await this.send(this.world.helpers.centre, `/applications/${this.scored.id}/adjustments`, {}, 'GET')).items.at(-1).id;
  }

  // Meetings: one with a signed protocol, one with a protocol that waits for signatures, one that goes on.
  async fillMeetings() {
    this.signed = await this.meeting();
    await this.ask(this.signed);
    for (const who of this.seated) await this.send(who, `/questions/${this.signed.question}/votes`, { choice: 'for' });
    await this.send(this.secretary, `/questions/${this.signed.question}/close`);
    await this.protocol(this.signed, ['won', 'ended', 'repaid'].map(name => ({ application: this[name].id, sum_kopecks: 160_000_000 })));
    for (const who of this.seated.slice(0, 2)) await this.send(who, `/meetings/${this.signed.id}/signatures`);
    this.unsigned = await this.meeting();
    await this.protocol(this.unsigned);
    this.going = await this.meeting();
    await this.ask(this.going);
    await this.send(this.seated[2], `/questions/${this.going.question}/votes`, { choice: 'against' });
  }

  get secretary() { return this.seated[1]; }

  async meeting() {
    const [chair, secretary] = this.seated;
    const body = { number: String(++this.names), date: day, present: this.seated.map(who => who.id), presiding: chair.id, secretary: secretary.id };
    return { id: (await this.send(secretary, `/commissions/${this.commission.id}/meetings`, body)).id };
  }

  async ask(meeting) {
    const { questions } = await this.send(this.secretary, `/meetings/${meeting.id}/questions`, { text: 'Поддержать проекты' });
    return meeting.question = questions.at(-1).id;
  }

  protocol(meeting, winners = []) { return this.send(this.secretary, `/meetings/${meeting.id}/protocol`, { winners }); }

  // Money: agreed and paid; not come about, its payment still here; the same, and the refund decided.
  async fillMoney() {
    const { clerk, manager, centre, finance } = this.world.helpers;
    for (const name of ['won', 'ended', 'repaid']) {
      const it = this[name];
      await this.move(manager, it, 'win');
      await this.move(centre, it, 'agree');
      await this.send(clerk, `/applications/${it.id}/money`, { phase: 'committed', source: 'people', sum_kopecks: 6_000_000, document: '№ 1', date: day });
      await this.send(clerk, `/applications/${it.id}/money`, { phase: 'committed', source: 'region', sum_kopecks: 160_000_000, document: '№ 2', date: day });
      it.payer = (await this.send(clerk, `/applications/${it.id}/payments`, this.payment(1_000_000))).payments.at(-1).payer.id;
    }
    for (const it of [this.ended, this.repaid]) await this.move(manager, it, 'terminate', { comment: 'Участок продали' });
    await this.send(finance, `/applications/${this.repaid.id}/refund`);
  }

  payment(sum = 100) { return { ...payment, payer: { kind: 'citizen', name: 'Плательщикова Тайна Павловна' }, sum_kopecks: sum, document: `п/п ${++this.names}` }; }

  // Calculations and lots.
  async fillRest() {
    for (const reason of ['Первый расчёт', 'Второй расчёт']) this.run = (await this.send(this.world.helpers.manager, `/practices/${practice}/runs`, { reason })).number;
    this.lot = await this.newLot();
    this.closed = await this.closedLot();
    this.drawn = await this.drawnLot();
  }

  // One lot with two who take part; `tickets` are theirs.
  async newLot() {
    const { clerk, point, manager } = this.world.helpers;
    const { id } = await this.send(manager, `/practices/${practice}/lots`, this.lotBody);
    const tickets = [];
    for (const who of [clerk, point]) tickets.push((await this.send(who, `/lots/${id}/applicants`)).my_ticket);
    return { id, tickets };
  }

  get lotBody() { return { title: 'Комиссия по жребию', seed_source: 'Протокол тиража', quotas: [{ group: '', seats: 1, substitutes: 1 }] }; }

  async closedLot() {
    const made = await this.newLot();
    await this.send(this.world.helpers.manager, `/lots/${made.id}/close`);
    return made;
  }

  async drawnLot() {
    const made = await this.closedLot();
    await this.send(this.world.helpers.manager, `/lots/${made.id}/draw`, { seed });
    return made;
  }

  // Ideas of the owner, one in each state.
  async fillIdeas() {
    this.ideas = {};
    for (const [state, moves] of Object.entries(WalkCycle.way)) this.ideas[state] = await this.idea(moves, state);
  }

  static way = { draft: [], submitted: ['submit'], moderation: ['submit', 'take'], published: ['submit', 'take', 'publish'], supported: ['submit', 'take', 'publish', 'support'] };

  async idea(moves, state) {
    const { owner, helpers, here } = this.world, problem = `Мысль о реке, ${state ?? ++this.names}: темно, люди спотыкаются.`;
    const { id } = await this.send(owner, '/ideas', { municipality: here.territory, title: 'Свет на Речной', problem, place: 'улица Речная' });
    for (const move of moves) await this.send(move === 'submit' ? owner : helpers.moderator, `/ideas/${id}/actions/${move}`);
    return { id, problem, target: { owners: [owner.id], territories: [here.territory] } };
  }

  // Texts that nobody sees whom the table refuses.
  get secrets() {
    return ['Тайное заключение: смета завышена вдвое', 'Служебная пометка о баллах', 'Плательщикова Тайна Павловна', ...['draft', 'submitted', 'moderation'].map(state => this.ideas[state].problem)];
  }
}
