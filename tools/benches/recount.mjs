// Published ballots counted again: by the program of the browser (in Node, the same engine as Chromium's) and by the
// server's on the same file.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startRecount } from '../../tests/lib/recount_program.mjs';

export const title = 'Ballots counted again';

const kBallots = 100_000, kProjects = 150, kTimes = 3;
const kLodz = join(process.env.POCHIN_DATA || fileURLToPath(new URL('../../../shared/data', import.meta.url)), 'pabulib/instances/Poland_Lodz_2022.pb');

// Voters of a city: some projects are much better known than others, most ballots are of their own.
function city() {
  let seed = 20271125;
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const ballots = [], votes = new Array(kProjects).fill(0);
  for (let i = 0; i < kBallots; ++i) {
    const picked = new Set();
    for (let k = 1 + Math.floor(random() * 5); k > 0; --k) picked.add(Math.floor(kProjects * random() ** 2));
    for (const p of picked) ++votes[p];
    ballots.push(`t${i};${[...picked].map(p => p + 1).join()};internet`);
  }
  const projects = votes.map((count, p) => `${p + 1};${(100_000 + Math.floor(random() * 2_900_000))};${count};Проект ${p + 1}`);
  const meta = ['description;Город', 'country;Russia', 'unit;Город', 'instance;2027', `num_projects;${kProjects}`, `num_votes;${kBallots}`, 'budget;60000000',
    'vote_type;approval', 'rule;equalshares/add1', 'date_begin;01.02.2027', 'date_end;15.02.2027', 'max_length;5', 'currency;RUB'];
  return ['META', 'key;value', ...meta, 'PROJECTS', 'project_id;cost;votes;name', ...projects, 'VOTES', 'voter_id;vote;voting_method', ...ballots, ''].join('\n');
}

const best = list => Math.min(...list);

async function browser(program, text, parameters) {
  const times = [];
  for (let i = 0; i < kTimes; ++i) {
    const bytes = new TextEncoder().encode(text).buffer, begun = performance.now(), answer = JSON.parse(await program.recount(bytes, parameters));
    times.push((performance.now() - begun) / 1000);
    if (!answer.ok || answer.winners.length === 0) throw new Error(answer.message);
  }
  return best(times);
}

function server(file, options) {
  const runs = Array.from({ length: kTimes }, () =>
    JSON.parse(execFileSync(process.env.POCHIN_BIN, ['tally', file, ...options, '--lenient', '--json'], { encoding: 'utf8', maxBuffer: 1 << 28 })).seconds);
  return { parse: best(runs.map(r => r.parse)), tally: best(runs.map(r => r.tally)) };
}

export async function* rows() {
  const folder = mkdtempSync(join(tmpdir(), 'pochin-bench-recount-'));
  try {
    const program = startRecount(), text = city(), file = join(folder, 'city.pb');
    writeFileSync(file, text);
    const greedy = await browser(program, text, { rule: 'greedy' });
    yield { name: '100 000 ballots in the browser, by votes', value: greedy, unit: 's', atMost: 2 };
    for (const [name, parameters] of [['equal shares', { rule: 'mes' }], ['Phragmén', { rule: 'phragmen' }]])
      yield { name: `100 000 ballots in the browser, ${name}`, value: await browser(program, text, parameters), unit: 's', atMost: 2 };
    // The hardest there is: hardly two ballots are alike, and at nearly every rouble of 677 another project comes first.
    yield { name: 'the same, equal shares with add1 and no two voters alike', value: await browser(program, text, { rule: 'mes', completion: 'add1' }), unit: 's', atMost: 2 };
    const native = server(file, ['--rule', 'mes', '--completion', 'add1']);
    yield { name: 'that in the server', value: native.parse + native.tally, unit: 's' };
    if (!existsSync(kLodz)) return;
    const lodz = server(kLodz, ['--rule', 'mes']), there = await browser(program, readFileSync(kLodz, 'utf8'), { rule: 'mes' });
    yield { name: 'Łódź 2022, 90 494 ballots: the file read', value: lodz.parse, unit: 's', atMost: 0.15 };
    yield { name: 'Łódź 2022: equal shares', value: lodz.tally, unit: 's', atMost: 0.1 };
    yield { name: 'Łódź 2022: equal shares with add1', value: server(kLodz, ['--rule', 'mes', '--completion', 'add1']).tally, unit: 's' };
    yield { name: 'Łódź 2022: equal shares with add1 in the browser, file and all', value: await browser(program, readFileSync(kLodz, 'utf8'), { rule: 'mes', completion: 'add1' }), unit: 's', atMost: 2 };
    yield { name: 'Łódź 2022: the browser over the server, file and shares', value: there / (lodz.parse + lodz.tally), unit: '×', atMost: 3 };
    const peak = execFileSync('/usr/bin/env', ['python3', '-c', 'import resource,subprocess,sys\nsubprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,check=True)\nprint(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)',
      process.env.POCHIN_BIN, 'tally', kLodz, '--rule', 'mes', '--json'], { encoding: 'utf8' });
    yield { name: 'Łódź 2022: memory at its highest', value: Number(peak) / 1024, unit: 'MB', atMost: 100 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
