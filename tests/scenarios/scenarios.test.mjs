// Every *.txt beside this file is one test: what people do in a practice, line by line, through the real API. A server
// of its own starts for each, with the ЕСИА emulator; its clock stands where the scenario puts it.
//
// An empty line and a line that begins with # say nothing. Paths are from the top of the repository.
//
// Before the first `clock`:
//   practice web/packs/karelia.json        a pack that is installed; may be said again for another practice
//   region tests/scenarios/regions/x.json  the municipalities
//   grant municipal_operator to Соколова in Ведлозерское   a role (shared/access/role.cpp); the place is a municipality
//   grant project_centre_operator to Белова in karelia     or a practice; «everywhere» when nothing is said
// People are the emulator's (tools/esia-emulator/personas.json), named by the family name.
//
// Time, by the clock of the first practice's region:
//   clock 2026-11-10 12:00[:59]
//   clock + 6 working days                 also days, hours, minutes, seconds; working days by web/packs/calendar.json
//
// What people do. The word before the name is for the reader; applications are counted in the order they were made:
//   as resident Ильина: new application in Ведлозерское [of karelia]    becomes «the» application
//   as resident Ильина: fill from karelia.json            answers/karelia.json; {"files": ["смета.pdf"]} uploads a PDF
//   as resident Ильина: fill meeting_count = "60"         any JSON value
//   as clerk Соколова: attach decision = "решение.pdf"    one more file of a field
//   as resident Ёлкин: see application 1                  opens it
//   as clerk Соколова: return application 1 with remark on "15" "Уточните" [with remark …] [with ground "procedure"] [with comment "…"]
//   as resident Ильина: submit application 1              any action of the workflow of the practice
// and of the commission, of money, of ideas: the tables at the ends of commission_steps.mjs, money_steps.mjs, idea_steps.mjs.
//   fill … and an action without «as» are of who acted last
//
// What is seen; each but `refusal` is of the application named last, or of the one named with «of application N»:
//   expect refusal "intake_closed" [on "source_region"] [saying "…"]    of the line before; an unexpected one fails
//   expect state returned_for_revision     expect number "КР-2027-0001"     expect remark "Уточните"
//   expect soon state municipal_review     the same for a move of the clock, which comes within seconds
//   expect deadline publish "до 12 ноября 2026 года"       what is told of the deadline of an action
//   expect late publish / expect not late publish
//   expect history "Заявка подана"         expect points 73.5
//   expect told "Заявка подана. Администрация…"            what the rules tell its author of the last move
//   expect told nobody else                                and not whoever acted last
//   expect actions submit, withdraw        what the person who acted last may do now
//   expect public / expect not public      whether a visitor finds its card
// A vote of the practice, by its code in the pack. What staff do with it takes two:
//   as centre Белова: ask open of vote 2027-city          also close, publish (with lot "…"), freeze, unfreeze, annul
//   as manager Безкодов: allow it
//   as resident Ильина: vote for 1, 2 in vote 2027-city [declaring residence]     applications by their order
//   as operator Бывшев: enter sheets from "Школа" in vote 2027-main: 1 by "112-233-445 95", …   project by voter's СНИЛС
//   as operator Бывшев: enter 498 sheets from "Школа" in vote 2027-main for 1     of as many different people
//   as operator Прошлов: accept sheets in vote 2027-main
//   expect vote 2027-city open             expect turnout of vote 2027-city 2
//   expect receipt in the log of vote 2027-city   the receipt of who voted last, proved by an independent program
//   expect votes in vote 2027-city 2, 1    of the applications in their order
//   expect winners of vote 2027-city 1     or none
// In the rating, which is asked for by the last «centre»:
//   expect rating 1, 3, 2                  the applications by place; [in window "settlements"]
//   expect rating points 80, 73.5, 73.5    [in window …]
//   expect funded 1, 3                     who gets money
//   expect rating settlement of application 1 "д. Щукнаволок"   any column of the rating
//   expect tie of application 2 "подана раньше"
// On the portal:
//   expect today 2026-11-18
//   expect practices karelia, kirov        every practice of the first page
//   expect stage "Приём заявок" [of karelia]
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from './steps.mjs';
import { Scenario } from './scenario.mjs';

const here = dirname(fileURLToPath(import.meta.url));

for (const name of readdirSync(here).filter(each => each.endsWith('.txt')).sort()) {
  test(name, async () => {
    const lines = parse(readFileSync(join(here, name), 'utf8'), `tests/scenarios/${name}`);
    const scenario = new Scenario();
    try {
      for (const line of lines) await line.run(scenario);
      scenario.settled();
    } finally {
      await scenario.stop();
    }
  });
}
