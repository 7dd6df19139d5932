// A bounded load on loopback with wrk, and the numbers it prints.
import { execFileSync } from 'node:child_process';

export function wrk(url, { seconds = 4, connections = 8, threads = 1, headers = {}, script } = {}) {
  if (new URL(url).hostname !== '127.0.0.1') throw new Error('the load goes to this machine only');
  const args = ['-t', String(threads), '-c', String(connections), '-d', `${seconds}s`, '--latency'];
  for (const [name, value] of Object.entries(headers)) args.push('-H', `${name}: ${value}`);
  if (script) args.push('-s', script);
  const out = execFileSync('wrk', [...args, url], { encoding: 'utf8', timeout: (seconds + 30) * 1000 });
  const read = pattern => Number((out.match(pattern) || [])[1] || 0);
  return { perSecond: read(/Requests\/sec:\s+([\d.]+)/), failed: read(/Non-2xx or 3xx responses: (\d+)/), errors: (out.match(/Socket errors: .*/) || [''])[0], p99: (out.match(/99%\s+(\S+)/) || [])[1] || '', out };
}
