// The cached public list of projects against the same bytes as a file of nginx, on this machine, in one run.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack, freePort } from '../../tests/e2e/lib/stack.mjs';
import { wrk } from './load.mjs';

export const title = 'A cached public list against the same bytes from nginx';

export async function* rows() {
  const product = await startStack();
  const folder = mkdtempSync(join(tmpdir(), 'pochin-nginx-'));
  let nginx;
  try {
    const url = `${product.url}/api/v1/projects`;
    const body = await (await fetch(url)).text();
    mkdirSync(join(folder, 'www/api/v1'), { recursive: true });
    writeFileSync(join(folder, 'www/api/v1/projects'), body);
    const port = await freePort();
    writeFileSync(join(folder, 'nginx.conf'), `daemon off; worker_processes 2; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 512; }
http { access_log off; default_type application/json; keepalive_requests 1000000; sendfile on; open_file_cache max=100;
  client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  server { listen 127.0.0.1:${port}; root ${folder}/www; } }`);
    execFileSync('chmod', ['-R', 'a+rX', folder]);
    nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
    const other = `http://127.0.0.1:${port}/api/v1/projects`;
    for (let i = 0; i < 50; i++) { try { if ((await fetch(other)).ok) break; } catch { await new Promise(r => setTimeout(r, 100)); } }
    if (await (await fetch(other)).text() !== body) throw new Error('nginx serves other bytes');
    const ratios = [], ours = [], theirs = [];
    for (let i = 0; i < 3; i++) {
      const a = wrk(url, { seconds: 3 }), b = wrk(other, { seconds: 3 });
      if (a.failed || b.failed) throw new Error('some answers were no 200');
      ours.push(a.perSecond); theirs.push(b.perSecond); ratios.push(a.perSecond / b.perSecond);
    }
    const middle = list => [...list].sort((x, y) => x - y)[list.length >> 1];
    yield { name: `the list, ${body.length} bytes, from us`, value: middle(ours), unit: 'req/s' };
    yield { name: 'the same bytes from nginx', value: middle(theirs), unit: 'req/s' };
    yield { name: 'ratio (middle of three pairs)', value: middle(ratios), atLeast: 0.6 };
  } finally {
    nginx?.kill();
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
