// A TCP proxy that counts what the server sent: headers, bodies, everything, whoever in the browser asked for it.
import net from 'node:net';

export async function countingProxy(target) {
  const to = new URL(target), sockets = new Set();
  let received = 0;
  const server = net.createServer(inside => {
    const outside = net.connect(Number(to.port), to.hostname);
    for (const s of [inside, outside]) { sockets.add(s); s.on('close', () => sockets.delete(s)); s.on('error', () => { inside.destroy(); outside.destroy(); }); }
    inside.pipe(outside);
    outside.on('data', data => { received += data.length; });
    outside.pipe(inside);
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    received: () => received,
    stop() { for (const s of sockets) s.destroy(); server.close(); },
  };
}
