// A storm of voters: each ballot is a request parsed, a session read, a right to vote decided, participation and ballot
// written and durable before it is acknowledged. The load comes from this machine's same two cores. The yardstick is a
// bare SQLite loop with the same inserts, in groups of the server's size.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Vote } from '../../tests/api/vote.mjs';

export const title = 'Ballots cast through the API';

// The server commits at most as many ballots at once as it has threads (limits.most_threads, 32 unless said otherwise):
// the bare loop that commits in groups as large is the fair one. More threads make larger groups and lose more than
// that to the changes between them on two cores (128: 8 600/s where 32 give 12 100).
const kVoters = Number(process.env.POCHIN_VOTERS || 30000), kConnections = 128, kGroups = [32, kConnections], kOwn = 32, kSeconds = 3;
// The goal is 10 000/s beside the load, p99 below 100 ms and 100 MB; what must hold is half of the bare loop that
// commits in groups as large. Other work on the machine's two cores takes from the server first: it has the threads.
const kLeastRatio = 0.5, kMostMemory = 100;

export async function* rows() {
  const vote = await Vote.start({ config: { log_requests: false } });
  try {
    await vote.open('ppmi.main');
    const file = join(vote.folder, 'voters.txt');
    writeFileSync(file, vote.portal.run('voters', '--count', String(kVoters)));
    const run = spawnSync(process.env.POCHIN_VOTE_LOAD, ['--url', vote.portal.url, '--campaign', 'ppmi.main', '--voters', file, '--connections', String(kConnections)], { encoding: 'utf8', maxBuffer: 1 << 24 });
    const report = JSON.parse(run.stdout);
    if (!report.ok) throw new Error(run.stdout + run.stderr);
    const memory = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${vote.portal.server.pid}/status`, 'utf8'))[1]) / 1024;
    const spent = readFileSync(`/proc/${vote.portal.server.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    const cpu = (Number(spent[11]) + Number(spent[12])) * 10_000 / kVoters;  // a tick is 10 ms
    const loop = group => Number(execFileSync(process.env.POCHIN_VOTE_LOOP, [join(vote.folder, `loop-${group}.db`), String(kSeconds), String(group)], { encoding: 'utf8' }));
    const single = loop(1), grouped = kGroups.map(loop);
    yield { name: `acknowledged ballots, ${kVoters} voters, ${kConnections} connections`, value: report.per_second, unit: '/s' };
    yield { name: 'half of them within', value: report.p50_ms, unit: 'ms' };
    yield { name: 'the slowest hundredth', value: report.p99_ms, unit: 'ms' };
    yield { name: 'the slowest', value: report.max_ms, unit: 'ms' };
    yield { name: 'processor time of the server for a ballot', value: cpu, unit: 'µs' };
    yield { name: 'bare SQLite loop, a COMMIT for each ballot', value: single, unit: '/s' };
    for (const [i, group] of kGroups.entries()) yield { name: `bare SQLite loop, a COMMIT for ${group} ballots`, value: grouped[i], unit: '/s' };
    yield { name: 'ratio to a COMMIT for each', value: report.per_second / single };
    for (const [i, group] of kGroups.entries()) yield { name: `ratio to a COMMIT for ${group}`, value: report.per_second / grouped[i], ...(group === kOwn ? { atLeast: kLeastRatio } : {}) };
    yield { name: 'memory of the server at its highest', value: memory, unit: 'MB', atMost: kMostMemory };
  } finally {
    await vote.stop();
  }
}
