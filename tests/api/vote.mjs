// A portal with a vote in it: the shipped practice with campaigns added, its projects submitted through the API, its
// staff granted their roles.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Person } from '../lib/person.mjs';
import { Description } from './described.mjs';
import { Portal, bin } from './portal.mjs';
import { submitFull } from './people.mjs';

const packs = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'web', 'packs');

export const campaign = (id, more = {}) => ({
  id, title: `Голосование ${id}`, basis: ['131_26_1_10'], states: ['submitted_to_municipality'],
  opens: '2026-11-24T00:00', closes: '2026-12-01T00:00', min_age: 14, age_on: '2026-11-24', residence: 'region', unknown_residence: 'refuse',
  ballot: { kind: 'approval', min: 1, max: 2 }, channels: ['portal', 'paper', 'point'], assurance_needed: 'declared',
  tally: { rule: 'greedy', budget: '4000000.00', ties: ['submission_time', 'id'] }, ...more,
});

export const before = '2026-11-23T12:00:00Z', during = '2026-11-25T09:00:00Z', afterwards = '2026-12-02T09:00:00Z';

// Roles by the account numbers of the emulator's people.
const staff = [
  ['1000000020', 'project_centre_operator', 'Белова'], ['1000000054', 'project_centre_manager', 'Безкодов'], ['1000000055', 'commission_member', 'Областной'],
  ['1000000060', 'polling_operator', 'Бывшев'], ['1000000062', 'polling_operator', 'Прошлов'], ['1000000070', 'observer', 'Римская-Корсакова'],
];

export class Vote {
  static async start({ campaigns = [campaign('main')], projects = 3, places = [{}], addresses = '', config = {}, edit = null, scopes = [] } = {}) {
    const vote = new Vote();
    vote.folder = mkdtempSync(join(tmpdir(), 'pochin-vote-'));
    const pack = JSON.parse(readFileSync(join(packs, 'ppmi.json'), 'utf8'));
    pack.campaigns = campaigns;
    const file = join(vote.folder, 'pack.json');
    writeFileSync(file, JSON.stringify(pack));
    vote.portal = await Portal.start({ packs: [file], calendar: join(packs, 'calendar.json'), test_clock: before, voting: { seal_seconds: 1 }, ...config }, { demo: false, scopes });
    try {
      if (addresses) vote.know(addresses);
      await vote.prepare(projects, places, edit);
    } catch (error) {
      await vote.portal.stop();
      throw error;
    }
    return vote;
  }

  // An extract of the register of addresses: by it the portal knows in which municipality people live.
  know(addresses) {
    const file = join(this.folder, 'addresses.csv');
    writeFileSync(file, addresses);
    const done = spawnSync(bin, ['addresses', 'import', '--config', this.portal.config, file], { encoding: 'utf8' });
    assert.equal(done.status, 0, done.stdout + done.stderr);
  }

  // `places`: {municipality, settlement} of the projects in turn.
  async prepare(projects, places, edit) {
    if (edit) {
      await this.portal.end('SIGTERM');
      const written = JSON.parse(readFileSync(this.portal.config, 'utf8'));
      edit(written);
      writeFileSync(this.portal.config, JSON.stringify(written));
      await this.portal.serve();
    }
    for (const [oid, role] of staff) await this.portal.ran('grant', '--oid', oid, '--role', role, '--scope', 'ppmi');
    this.people = new Map();
    this.description = await Description.of(this.portal);
    const author = await this.person('Ильина Мария');
    for (let i = 0; i < projects; i++) {
      const { municipality, ...more } = places[i % places.length];
      await submitFull(author, municipality, more);
    }
  }

  async person(name) {
    if (!this.people.has(name)) this.people.set(name, await Person.login(this.portal, name));
    return this.people.get(name);
  }

  async staff(family) { return this.person(family); }

  async clock(now) {
    const set = await fetch(`${this.portal.url}/api/v1/test/clock`, { method: 'POST', body: JSON.stringify({ now }), headers: { 'content-type': 'application/json' } });
    assert.equal(set.status, 200, await set.text());
  }

  // As a visitor.
  async get(path) {
    const answer = await fetch(`${this.portal.url}/api/v1/campaigns/${path}`);
    const text = await answer.text();
    this.described(`/api/v1/campaigns/${path}`, 'get', answer, text);
    let body = text;
    try { body = JSON.parse(text); } catch { /* a table */ }
    return { status: answer.status, headers: answer.headers, text, body };
  }

  described(address, method, answer, text) { this.description.check(this.description.path(address), method, answer, text); }

  async call(person, method, path, body, headers = {}) {
    const address = `/api/v1/campaigns/${path}`, answer = await person.call(method, address, body, headers);
    this.described(address, method.toLowerCase(), answer, typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    return answer;
  }

  post(person, path, body, key = person.key()) { return this.call(person, 'POST', path, body, { 'idempotency-key': key }); }

  // One asks, another allows.
  async act(id, action, more = {}, [first, second] = ['Белова', action === 'annul' ? 'Областной' : 'Безкодов']) {
    const asked = await this.post(await this.staff(first), `${id}/actions`, { action, protocol: `Протокол ${action}`, reason: 'По порядку', ...more });
    assert.equal(asked.status, 202, JSON.stringify(asked.body));
    return this.post(await this.staff(second), `${id}/actions`, { action: 'approve', request: asked.body.id });
  }

  async open(id = 'ppmi.main') {
    const opened = await this.act(id, 'open');
    assert.equal(opened.status, 200, JSON.stringify(opened.body));
    await this.clock(during);
    return (await this.get(`${id}/projects`)).body.projects;
  }

  cast(person, id, projects, more = {}) {
    return this.post(person, `${id}/ballots`, { choices: projects.map(each => ({ project: each.id ?? each })), ...more });
  }

  // Until everything that was taken is in the log.
  async sealed(id, size) {
    for (let i = 0; i < 100; i++) {
      const head = await this.get(`${id}/log/head`);
      if (head.status === 200 && head.body.size >= size) return head.body;
      await new Promise(done => setTimeout(done, 100));
    }
    throw new Error(`the log of ${id} did not grow to ${size}`);
  }

  async publish(id = 'ppmi.main', more = {}) {
    await this.clock(afterwards);
    const published = await this.act(id, 'publish', more);
    assert.equal(published.status, 200, JSON.stringify(published.body));
    return (await this.get(`${id}/results`)).body;
  }

  stop() { return this.portal.stop(); }
}
