// The lines of a scenario: what each looks like and which method of Scenario it is. The language is described at the
// top of scenarios.test.mjs.
import * as commission from './commission_steps.mjs';
import * as ideas from './idea_steps.mjs';
import * as money from './money_steps.mjs';

const list = text => text.split(',').map(each => each.trim());
const numbers = text => list(text).map(Number);
const of = /(?: of application (\d+))?/.source;
const window = /(?: in window "([^"]+)")?/.source;

const setting = [
  [/^practice (\S+)$/, (s, path) => s.practice(path)],
  [/^region (\S+)$/, (s, path) => s.region(path)],
  [/^grant (\w+) to (\S+)(?: in (\S+))?$/, (s, role, who, place) => s.grant(role, who, place)],
  [/^clock (\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d)?)$/, (s, date, time) => s.clock(date, time)],
  [/^clock \+ (\d+) (working days?|days?|hours?|minutes?|seconds?)$/, (s, count, unit) => s.later(Number(count), unit.replace(/s$/, ''))],
];

const doing = [
  [/^new application in (\S+)(?: of (\S+))?$/, (s, place, practice) => s.create(place, practice)],
  [/^fill from (\S+)$/, (s, file) => s.fillFrom(file)],
  [/^fill (\w+) = (.+)$/, (s, field, value) => s.fill({ [field]: JSON.parse(value) })],
  [/^attach (\w+) = "([^"]+)"$/, (s, field, name) => s.attach(field, name)],
  [/^see application (\d+)$/, (s, number) => s.look(Number(number))],
  [/^(\w+) application (\d+)((?: with remark on "[^"]+" "[^"]+")*)(?: with ground "([^"]+)")?(?: with comment "([^"]+)")?$/, (s, action, number, remarks, ground, comment) =>
    s.act(action, Number(number), [...remarks.matchAll(/remark on "([^"]+)" "([^"]+)"/g)].map(m => ({ on: m[1], text: m[2] })), ground, comment)],
];

const voting = [
  [/^ask (\w+) of vote (\S+)(?: with lot "([^"]+)")?$/, (s, action, vote, lot) => s.askVote(action, vote, lot)],
  [/^allow it$/, s => s.allow()],
  [/^vote for (\d+(?:, \d+)*) in vote (\S+)( declaring residence)?$/, (s, projects, vote, declared) => s.vote(numbers(projects), vote, Boolean(declared))],
  [/^enter sheets from "([^"]+)" in vote (\S+): (.+)$/, (s, place, vote, sheets) => s.enterSheets(place, vote, [...sheets.matchAll(/(\d+) by "([^"]+)"/g)].map(m => ({ project: Number(m[1]), snils: m[2] })))],
  [/^enter (\d+) sheets from "([^"]+)" in vote (\S+) for (\d+)$/, (s, count, place, vote, project) => s.enterSheets(place, vote, s.strangers(Number(count)).map(snils => ({ project: Number(project), snils })))],
  [/^accept sheets in vote (\S+)$/, (s, vote) => s.acceptSheets(vote)],
];

const expecting = [
  [/^vote (\S+) (\w+)$/, (s, vote, state) => s.voteState(vote, state)],
  [/^turnout of vote (\S+) (\d+)$/, (s, vote, count) => s.turnout(vote, Number(count))],
  [/^votes in vote (\S+) (\d+(?:, \d+)*)$/, (s, vote, counts) => s.votes(vote, numbers(counts))],
  [/^winners of vote (\S+) (none|\d+(?:, \d+)*)$/, (s, vote, who) => s.winners(vote, who === 'none' ? [] : numbers(who))],
  [/^receipt in the log of vote (\S+)$/, (s, vote) => s.receiptInLog(vote)],
  [/^refusal "([^"]+)"(?: on "([^"]+)")?(?: saying "([^"]+)")?$/, (s, code, field, words) => s.refused(code, field, words)],
  [`^state${of} (\\w+)$`, (s, number, code) => s.state(number, code)],
  [`^soon state${of} (\\w+)$`, (s, number, code) => s.soon(number, code)],
  [`^deadline (\\w+)${of} "([^"]+)"$`, (s, action, number, text) => s.deadline(action, number, text)],
  [`^(not )?late (\\w+)${of}$`, (s, not, action, number) => s.late(action, number, !not)],
  [`^number${of} "([^"]+)"$`, (s, number, text) => s.number(number, text)],
  [`^remark${of} "([^"]+)"$`, (s, number, text) => s.remark(number, text)],
  [`^told${of} "([^"]+)"$`, (s, number, text) => s.told(number, text)],
  [`^told${of} nobody else$`, (s, number) => s.notTold(number)],
  [`^history${of} "([^"]+)"$`, (s, number, text) => s.history(number, text)],
  [`^points${of} ([\\d.]+)$`, (s, number, points) => s.points(number, points)],
  [`^actions${of} (\\w+(?:, \\w+)*)$`, (s, number, codes) => s.actions(number, list(codes))],
  [`^(not )?public${of}$`, (s, not, number) => s.isPublic(number, !not)],
  [`^rating (\\d+(?:, \\d+)*)${window}$`, (s, order, code) => s.rating(numbers(order), code)],
  [`^rating points ([\\d.]+(?:, [\\d.]+)*)${window}$`, (s, points, code) => s.ratingPoints(list(points), code)],
  [/^funded (\d+(?:, \d+)*)$/, (s, who) => s.funded(numbers(who))],
  [/^tie of application (\d+) "([^"]+)"$/, (s, number, words) => s.tie(number, words)],
  [/^rating (\w+) of application (\d+) "([^"]*)"$/, (s, column, number, text) => s.column(column, number, text)],
  [/^today (\d{4}-\d\d-\d\d)$/, (s, date) => s.today(date)],
  [/^practices (.+)$/, (s, ids) => s.practices(list(ids))],
  [/^stage "([^"]+)"(?: of (\S+))?$/, (s, title, practice) => s.stage(title, practice)],
];

const allDoing = [...commission.doing, ...money.doing, ...ideas.doing, ...doing];
const allExpecting = [...commission.expecting, ...money.expecting, ...ideas.expecting, ...expecting];

// The first of the table that the words look like, as a function of the scenario; nothing when there is none.
function find(table, words) {
  for (const [look, method] of table) {
    const match = new RegExp(look).exec(words);
    if (match) return s => method(s, ...match.slice(1));
  }
  return null;
}

function understand(words) {
  const as = /^as (\S+) (\S+): (.+)$/.exec(words);
  if (as) {
    const what = find([...voting, ...allDoing], as[3]);
    return what && (async s => { s.settled(); await s.become(as[2], as[1]); await what(s); });
  }
  const expected = /^expect (.+)$/.exec(words);
  if (expected) {
    const what = find(allExpecting, expected[1]);
    const refusal = expected[1].startsWith('refusal ');
    return what && (async s => { if (!refusal) s.settled(); await what(s); });
  }
  const what = find(setting, words) || find([...voting, ...allDoing], words);
  return what && (async s => { s.settled(); await what(s); });
}

// The lines that say something, in order; throws for the first that is not understood. Whatever a line throws names
// its place.
export function parse(text, file) {
  const lines = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const words = raw.trim();
    if (!words || words.startsWith('#')) continue;
    const place = `${file}:${index + 1}: ${words}`;
    const run = understand(words);
    if (!run) throw new Error(`${place}\n  this line is not understood; the language is described in tests/scenarios/scenarios.test.mjs`);
    lines.push({ run: async scenario => {
      try {
        scenario.place = place;
        ++scenario.lines;
        await run(scenario);
      } catch (error) {
        throw error.message.includes(`${file}:`) ? error : new Error(`${place}\n  ${error.message}`, { cause: error });
      }
    } });
  }
  return lines;
}
