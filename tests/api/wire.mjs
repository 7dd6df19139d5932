// Bytes as an attacker sends them, past every HTTP client.
import { connect } from 'node:net';

// Everything that comes back until the server ends the connection, or has been silent for `patience` ms.
export function exchange(url, bytes, { patience = 1500 } = {}) {
  const { hostname, port } = new URL(url);
  return new Promise((done, failed) => {
    const socket = connect(Number(port), hostname), parts = [];
    let ended = false;
    const finish = () => { socket.destroy(); done({ text: Buffer.concat(parts).toString('latin1'), ended }); };
    socket.setTimeout(patience, finish);
    socket.on('data', part => parts.push(part));
    socket.on('end', () => { ended = true; finish(); });
    socket.on('close', () => { ended = true; finish(); });
    socket.on('error', error => (['ECONNRESET', 'EPIPE'].includes(error.code) ? finish() : failed(error)));
    socket.write(bytes);
  });
}

// The statuses of the answers in what came back, in order.
export const statuses = text => [...text.matchAll(/HTTP\/1\.1 (\d\d\d) /g)].map(each => Number(each[1]));
