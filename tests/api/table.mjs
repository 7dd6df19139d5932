// The access table as the program prints it (pochin access export), asked here by a second implementation of its words.
import { spawnSync } from 'node:child_process';
import { bin } from './portal.mjs';

const everywhere = '*';

function reaches(right, grant, person, target) {
  const within = list => grant.scope !== '' && (grant.scope === everywhere || (list ?? []).includes(grant.scope));
  switch (right.reach) {
    case 'global': return true;
    case 'practice': return within([target.practice]);
    case 'territory': return within(target.territories);
    case 'own': return person !== '' && (target.owners ?? []).includes(person);
    case 'assigned': return person !== '' && (target.assigned ?? []).includes(person);
    default: throw new Error(`no such reach: ${right.reach}`);
  }
}

function holds(right, person, target) {
  switch (right.condition) {
    case 'none': return true;
    case 'published': return !!target.published;
    case 'opened': return !!target.opened;
    case 'once': return person !== '' && !target.done;
    case 'second_person': return !!target.reason && !!target.proposedBy && target.proposedBy !== person;
    default: throw new Error(`no such condition: ${right.condition}`);
  }
}

// The second person is wanted for the act; who may do it reads before.
const bound = (right, action) => (right.condition === 'second_person' && right.action !== action ? { ...right, condition: 'none' } : right);
const readsToo = new Set(['update', 'remove', 'decide', 'assign']);
const gives = (right, action) => right.action === action || (action === 'read' && readsToo.has(right.action));

export class Table {
  static read() {
    const run = spawnSync(bin, ['access', 'export'], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    return new Table(JSON.parse(run.stdout).roles);
  }

  constructor(roles) { this.roles = new Map(roles.map(each => [each.role, each])); }

  // Roles that are given to people: the rest follow from the login and from what they wrote.
  staff() { return [...this.roles.values()].filter(each => !['guest', 'citizen', 'initiator'].includes(each.role)); }

  // `who` is { id, grants: [{ role, scope }] }; a guest has an empty id. `part`: of the object.
  allows(who, { object, action, part = 'whole' }, target) {
    const all = [{ role: 'guest', scope: '' }, ...(who.id === '' ? [] : [{ role: 'citizen', scope: '' }]), ...who.grants];
    const rights = all.flatMap(grant => this.roles.get(grant.role).rights.filter(right => right.object === object).map(right => ({ grant, right })));
    if (rights.some(({ right }) => right.never && right.action === action)) return false;
    return rights.some(({ grant, right }) => !right.never && gives(right, action) && (right.part === 'whole' || right.part === part) &&
      reaches(right, grant, who.id, target) && holds(bound(right, action), who.id, target));
  }

  // The roles of this person that reach the object, as the moves of an application name them.
  rolesFor(who, target) {
    const kind = role => this.roles.get(role).scope;
    const reached = who.grants.filter(({ role, scope }) => kind(role) === 'none' || scope === everywhere ||
      (kind(role) === 'practice' ? scope === target.practice : (target.territories ?? []).includes(scope)));
    return [...reached.map(each => each.role), ...(who.id !== '' && (target.owners ?? []).includes(who.id) ? ['author', 'initiator'] : [])];
  }
}
