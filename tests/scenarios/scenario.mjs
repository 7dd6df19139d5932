// One scenario while it runs: its server, who acts, the applications that were made.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Description } from '../api/described.mjs';
import { Portal } from '../api/portal.mjs';
import { act, patch, uploadPdf, withFiles } from '../api/people.mjs';
import { rootByPath } from '../lib/merkle.mjs';
import { Person } from '../lib/person.mjs';

const here = dirname(fileURLToPath(import.meta.url)), root = join(here, '../..');
const json = path => JSON.parse(readFileSync(join(root, path), 'utf8'));
const personas = json('tools/esia-emulator/personas.json').personas;
const working = json('web/packs/calendar.json').years;
const day = 24 * 3600e3, units = { second: 1e3, minute: 60e3, hour: 3600e3, day };

export function persona(family) {
  const found = personas.filter(each => each.lastName === family);
  assert.equal(found.length, 1, `the emulator knows ${found.length} people called ${family}`);
  const [p] = found;
  return { oid: String(p.oid), label: [p.lastName, p.firstName, p.middleName].filter(Boolean).join(' ') };
}

function isWorking(ms) {
  const date = new Date(ms), iso = date.toISOString().slice(0, 10);
  const year = working.find(each => each.year === date.getUTCFullYear());
  assert.ok(year, `web/packs/calendar.json has no year of ${iso}`);
  const weekend = [0, 6].includes(date.getUTCDay());
  return weekend ? year.workdays.includes(iso) : !year.days_off.includes(iso);
}

const dotted = points => points.replace(/\s/g, '').replace(',', '.');

export class Scenario {
  packs = []; grants = []; territories = 'web/packs/region.json';
  portal = null; description = null; local = null;             // local: the region's clock as if it were UTC, ms
  people = new Map(); person = null; centre = null;
  made = []; current = null;               // applications: {id, by}
  asked = null; batch = null; receipt = null; questions = 0; met = 0;  // of a vote
  refusal = null; place = ''; lines = 0;
  commission = null; lot = null; meeting = null; run = null; payers = new Map(); ideas = [];   // commission_steps, money_steps, idea_steps

  // Before the first clock.
  practice(path) { this.early(); this.packs.push({ path, pack: json(path) }); }
  region(path) { this.early(); this.territories = path; }
  grant(role, who, place) { this.early(); this.grants.push({ role, who, place }); }
  early() { assert.equal(this.portal, null, 'must be said before the first clock'); }

  get zone() { return this.packs[0].pack.zone_minutes; }
  get instant() { return new Date(this.local - this.zone * 60e3).toISOString().slice(0, 19) + 'Z'; }

  async clock(date, time) {
    this.local = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`);
    await (this.portal ? this.tell() : this.start());
  }

  async later(count, unit) {
    if (unit !== 'working day') this.local += count * units[unit];
    else for (let left = count; left > 0;) if (isWorking(this.local += day)) left--;
    await this.tell();
  }

  async tell() {
    const answer = await fetch(`${this.portal.url}/api/v1/test/clock`, { method: 'POST', body: JSON.stringify({ now: this.instant }), headers: { 'content-type': 'application/json' } });
    assert.equal(answer.status, 200, await answer.text());
  }

  async start() {
    assert.ok(this.packs.length, 'name a practice first');
    const { pack } = this.packs[0];
    this.portal = await Portal.start({
      test_clock: this.instant, voting: { seal_seconds: 1 }, packs: this.packs.map(each => join(root, each.path)), territories: join(root, this.territories),
      region: { name: json(this.territories).name, name_genitive: '', centre: pack.owner, phone: '8 800 000-00-00', email: 'a@example.ru', zone_name: pack.zone_name, zone_minutes: pack.zone_minutes },
    }, { demo: false });
    this.places = (await this.get('/api/v1/territories')).items;
    for (const { role, who, place } of this.grants) {
      const scope = !place ? [] : ['--scope', this.packs.some(each => each.pack.id === place) ? place : this.municipality(place)];
      this.portal.run('grant', '--oid', persona(who).oid, '--role', role, ...scope);
    }
  }

  async stop() { if (this.portal) await this.portal.stop(); }

  async get(path) {
    const answer = await fetch(this.portal.url + path);
    assert.equal(answer.status, 200, `GET ${path}: ${answer.status}`);
    return answer.json();
  }

  municipality(name) {
    const found = this.places.filter(each => each.name.startsWith(name));
    assert.equal(found.length, 1, `the region has ${found.length} municipalities that begin with ${name}`);
    return found[0].id;
  }

  // What people do.
  async become(family, word) {
    assert.ok(this.portal, 'say what time it is first: clock 2026-11-10 12:00');
    if (!this.people.has(family)) this.people.set(family, await Person.login(this.portal, persona(family).label));
    this.person = this.people.get(family);
    if (word === 'centre') this.centre = this.person;
  }

  take(answer, ...good) {
    if (good.includes(answer.status)) return true;
    this.refusal = { place: this.place, answer };
    return false;
  }

  // One request of who acts; nothing when it was refused, and then the next line may expect that.
  async send(method, path, body) {
    const answer = await this.person.call(method, `/api/v1${path}`, body, method === 'GET' ? {} : { 'idempotency-key': this.person.key() });
    const address = `/api/v1${path}`;
    this.description ??= await Description.of(this.portal);
    this.description.check(this.description.path(address), method.toLowerCase(), answer, JSON.stringify(answer.body));
    return this.take(answer, 200, 201) ? answer.body : null;
  }

  async create(place, practice = this.packs[0].pack.id) {
    const body = { practice, municipality: this.municipality(place) };
    const answer = await this.person.call('POST', '/api/v1/applications', body, { 'idempotency-key': this.person.key() });
    if (!this.take(answer, 201)) return;
    this.current = { id: answer.body.id, by: this.person, practice };
    this.made.push(this.current);
  }

  async see(application, person = this.person) {
    const answer = await person.call('GET', `/api/v1/applications/${application.id}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer;
  }

  async fillFrom(file) {
    await this.fill(await withFiles(this.person, this.current.id, JSON.parse(readFileSync(join(here, 'answers', file), 'utf8'))));
  }

  async fill(set) {
    const seen = await this.see(this.current);
    this.take(await patch(this.person, this.current.id, seen.headers.get('etag'), set), 200);
  }

  // One file for a field, besides those that are there.
  async attach(field, name) {
    const { answers } = (await this.see(this.current)).body;
    await this.fill({ [field]: [...(answers[field] || []), await uploadPdf(this.person, this.current.id, field, name)] });
  }

  async look(number) {
    this.current = this.application(number);
    this.take(await this.person.call('GET', `/api/v1/applications/${this.current.id}`), 200);
  }

  async act(action, number, remarks, ground, comment) {
    this.current = this.application(number);
    const seen = await this.see(this.current);
    const body = {};
    if (remarks.length) body.remarks = remarks.map(({ on, text }) => ({ field: this.field(on), text }));
    if (ground) body.ground = ground;
    if (comment) body.comment = comment;
    this.take(await act(this.person, this.current.id, seen.headers.get('etag'), action, body), 200);
  }

  // A field by its code or by its item in the printed form.
  field(name) {
    const { pack } = this.packs.find(each => each.pack.id === this.current.practice);
    const fields = pack.form.groups.flatMap(group => group.sections).flatMap(section => section.fields);
    const found = fields.find(each => each.id === name) || fields.find(each => each.item === name);
    assert.ok(found, `the form has no field or item ${name}`);
    return found.id;
  }

  application(number) {
    const found = number ? this.made[number - 1] : this.current;
    assert.ok(found, `there is no application ${number ?? ''}`);
    return found;
  }

  // What is seen.
  settled() {
    if (!this.refusal) return;
    const { place, answer } = this.refusal;
    this.refusal = null;
    throw new Error(`${place}\n  was refused: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  refused(code, field, words) {
    assert.ok(this.refusal, 'nothing was refused');
    const { body } = this.refusal.answer;
    const errors = body.errors || [];
    const said = JSON.stringify(body);
    assert.ok([body.code, ...errors.map(each => each.code)].includes(code), `refused otherwise: ${said}`);
    if (field) assert.ok(errors.some(each => each.field === this.field(field)), `refused elsewhere: ${said}`);
    if (words) assert.ok(`${body.detail} ${errors.map(each => each.message).join(' ')}`.replaceAll('\u00a0', ' ').includes(words), `refused in other words: ${said}`);
    this.refusal = null;
  }

  async body(number) { return (await this.see(this.application(number), this.application(number).by)).body; }
  async state(number, code) { assert.equal((await this.body(number)).state, code); }

  // The clock makes its moves a moment after it is set.
  async soon(number, code) {
    for (let i = 0; i < 100 && (await this.body(number)).state !== code; ++i) await new Promise(done => setTimeout(done, 100));
    await this.state(number, code);
  }

  async deadlineOf(action, number) {
    const { deadlines } = await this.body(number);
    const found = deadlines.find(each => each.action === action);
    assert.ok(found, `the deadlines are of ${deadlines.map(each => each.action).join(', ')}`);
    return found;
  }

  async deadline(action, number, text) { assert.equal((await this.deadlineOf(action, number)).text.replaceAll('\u00a0', ' '), text); }
  async late(action, number, yes) { assert.equal((await this.deadlineOf(action, number)).late, yes); }
  async number(number, text) { assert.equal((await this.body(number)).number, text); }
  async points(number, points) { assert.equal(dotted((await this.body(number)).score.total), points); }
  async remark(number, text) { assert.ok((await this.body(number)).remarks.some(each => each.text.includes(text)), 'there is no such remark'); }

  async told(number, text) {
    const { told } = await this.body(number);
    assert.ok(told.some(each => each.replaceAll('\u00a0', ' ').includes(text)), `the author is told: ${told.join(' ')}`);
  }

  // What the rules tell the author is not for whoever acts now.
  async notTold(number) { assert.deepEqual((await this.see(this.application(number))).body.told, []); }

  async history(number, text) {
    const titles = (await this.body(number)).history.map(each => each.title);
    assert.ok(titles.some(each => each.includes(text)), `the history says: ${titles.join('; ')}`);
  }

  async actions(number, codes) {
    const seen = (await this.see(this.application(number))).body;
    assert.deepEqual(seen.actions.map(each => each.id).sort(), codes.sort());
  }

  async isPublic(number, yes) {
    const answer = await fetch(`${this.portal.url}/api/v1/projects/${encodeURIComponent((await this.body(number)).number)}`);
    assert.equal(answer.status, yes ? 200 : 404);
  }

  async rows(window) {
    assert.ok(this.centre, 'nobody of the centre has acted yet');
    const answer = await this.centre.call('GET', `/api/v1/practices/${this.current.practice}/rating`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body.rows.filter(row => !window || row.window === window)
      .map(row => ({ ...row, made: this.made.findIndex(each => each.id === row.id) + 1 }));
  }

  async rating(order, window) { assert.deepEqual((await this.rows(window)).map(row => row.made), order); }
  async ratingPoints(points, window) { assert.deepEqual((await this.rows(window)).map(row => dotted(row.final)), points); }
  async funded(who) { assert.deepEqual((await this.rows()).filter(row => row.funded).map(row => row.made).sort(), who.sort()); }

  async column(name, number, text) {
    const row = (await this.rows()).find(each => each.made === Number(number));
    assert.equal(String(row?.[name]).replaceAll('\u00a0', ' '), text);
  }

  async tie(number, words) {
    const row = (await this.rows()).find(each => each.made === Number(number));
    assert.ok(row?.tie?.includes(words), `the tie is explained so: ${row?.tie}`);
  }

  // Votes.
  wire(vote) { return `${this.current?.practice ?? this.packs[0].pack.id}.${vote}`; }
  // Public answers are kept for some seconds; another query is another answer.
  campaign(vote, part = '') { return this.get(`/api/v1/campaigns/${this.wire(vote)}${part}?asked=${++this.questions}`); }
  sendVote(vote, part, body) {
    return this.person.call('POST', `/api/v1/campaigns/${this.wire(vote)}/${part}`, body, { 'idempotency-key': this.person.key() });
  }

  async askVote(action, vote, lot) {
    const answer = await this.sendVote(vote, 'actions', { action, protocol: 'Протокол', reason: 'По порядку', ...(lot ? { lot_seed: lot } : {}), ...(action === 'annul' ? { scope: 'campaign' } : {}) });
    if (this.take(answer, 202)) this.asked = { vote, request: answer.body.id };
  }

  async allow() {
    assert.ok(this.asked, 'nobody has asked for anything');
    this.take(await this.sendVote(this.asked.vote, 'actions', { action: 'approve', request: this.asked.request }), 200);
  }

  async ballot(vote, numbers) {
    const { projects } = await this.campaign(vote, '/projects');
    const chosen = numbers.map(number => projects.find(each => each.id === this.application(number).id));
    assert.ok(chosen.every(Boolean), 'there is no such project on the ballot');
    return { district: chosen[0].district, choices: chosen.map(each => ({ project: each.id })) };
  }

  async vote(numbers, vote, declared) {
    const answer = await this.sendVote(vote, 'ballots', { ...await this.ballot(vote, numbers), ...(declared ? { declared } : {}) });
    if (this.take(answer, 200, 201)) this.receipt = answer.body.receipt;
  }

  async enterSheets(place, vote, sheets) {
    const of = new Map();
    for (const { project } of sheets) if (!of.has(project)) of.set(project, await this.ballot(vote, [project]));
    const ballots = sheets.map(each => of.get(each.project));
    const voters = sheets.map((each, i) => ({ snils: each.snils, district: ballots[i].district }));
    const answer = await this.sendVote(vote, 'batches', { channel: 'point', place, voters, ballots });
    if (this.take(answer, 202)) this.batch = answer.body.id;
  }

  // СНИЛС of people nobody here is, new ones each time; the check digits are right.
  strangers(count) {
    return Array.from({ length: count }, () => {
      const nine = String(300000000 + this.met++), sum = [...nine].reduce((all, digit, i) => all + Number(digit) * (9 - i), 0) % 101;
      return nine + String(sum % 100).padStart(2, '0');
    });
  }

  async acceptSheets(vote) { this.take(await this.sendVote(vote, `batches/${this.batch}/accept`, {}), 200); }

  async voteState(vote, state) { assert.equal((await this.campaign(vote)).state, state); }
  async turnout(vote, count) { assert.equal((await this.campaign(vote)).turnout, count); }

  async rowsOfVote(vote) {
    const { districts } = await this.campaign(vote, '/results');
    const rows = districts.flatMap(each => each.projects);
    return rows.map(row => ({ ...row, made: this.made.findIndex(each => each.id === row.id) + 1 })).sort((a, b) => a.made - b.made);
  }

  async votes(vote, counts) { assert.deepEqual((await this.rowsOfVote(vote)).map(row => row.votes), counts); }
  async winners(vote, who) { assert.deepEqual((await this.rowsOfVote(vote)).filter(row => row.selected).map(row => row.made), who); }

  async receiptInLog(vote) {
    const { leaf } = this.receipt;
    for (let i = 0; i < 100; i++) {
      const answer = await fetch(`${this.portal.url}/api/v1/campaigns/${this.wire(vote)}/log/proof?leaf=${leaf}`);
      if (answer.status === 200) {
        const { index, size, path } = await answer.json(), { root } = (await this.campaign(vote, '/log/heads')).heads.find(each => each.size === size);
        assert.equal(rootByPath(leaf, index, size, path).toString('hex'), root);
        return;
      }
      await new Promise(done => setTimeout(done, 100));
    }
    assert.fail('the receipt never came into the log');
  }

  async today(date) { assert.equal((await this.get('/api/v1/portal')).date, date); }

  async practices(ids) { assert.deepEqual((await this.get('/api/v1/portal')).practices.map(each => each.id).sort(), ids.sort()); }

  async stage(title, practice = this.packs[0].pack.id) {
    assert.equal((await this.get('/api/v1/portal')).practices.find(each => each.id === practice)?.stage.title, title);
  }
}
