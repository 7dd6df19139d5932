// RFC 6962 and the receipts of Pochin written a second time, from their definitions, with Node's crypto alone.
import { createHash, createPublicKey, verify } from 'node:crypto';

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hex = text => Buffer.from(text, 'hex');
const node = (left, right) => sha256(Buffer.of(1), left, right);
export const leafHash = entry => sha256(Buffer.of(0), hex(entry));

// MTH of section 2.1, word for word; entries are hexadecimal.
export function rootOf(entries) {
  if (entries.length === 0) return sha256(Buffer.alloc(0));
  if (entries.length === 1) return leafHash(entries[0]);
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  return node(rootOf(entries.slice(0, k)), rootOf(entries.slice(k)));
}

// The root that an audit path leads to: section 2.1.1 read from the top.
export function rootByPath(entry, index, size, path) {
  const walk = (at, n, left) => {
    if (n === 1) {
      if (left.length) throw new Error('the path is too long');
      return leafHash(entry);
    }
    if (!left.length) throw new Error('the path is too short');
    let k = 1;
    while (k * 2 < n) k *= 2;
    const beside = hex(left.at(-1)), rest = left.slice(0, -1);
    return at < k ? node(walk(at, k, rest), beside) : node(beside, walk(at - k, n - k, rest));
  };
  return walk(index, size, path);
}

// Both roots that a consistency proof leads to, by section 2.1.2: SUBPROOF(m, D[n], b) unwound.
export function rootsByConsistency(from, to, path, rootFrom) {
  const proof = [...path].map(hex);
  const walk = (m, n, known) => {
    if (m === n) {
      if (known) return [rootFrom, rootFrom];
      const given = proof.shift();
      return [given, given];
    }
    let k = 1;
    while (k * 2 < n) k *= 2;
    if (m <= k) {
      const [old, fresh] = walk(m, k, known);
      const right = proof.shift();
      return [old, node(fresh, right)];
    }
    const [old, fresh] = walk(m - k, n - k, false);
    const left = proof.shift();
    return [node(left, old), node(left, fresh)];
  };
  const roots = walk(from, to, true);
  if (proof.length) throw new Error('the proof is too long');
  return roots;
}

function isSigned(text, { key, signature }) {
  const raw = Buffer.from(key, 'base64');
  const publicKey = createPublicKey({ key: Buffer.concat([hex('302a300506032b6570032100'), raw]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
}

// A head of format 2 names the terms of the vote.
export function headIsSigned(campaign, head) {
  const begin = head.terms ? `pochin-tree-head-2\n${campaign}\n${head.terms}\n` : `pochin-tree-head-1\n${campaign}\n`;
  return isSigned(`${begin}${head.size}\n${head.root}\n${head.at}\n`, head);
}

// JSON with sorted members and no spaces: strings as JSON writes them, letters as they are.
export function canonicalJson(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map(key => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(',')}}`;
}

export const termsHash = text => sha256(Buffer.from(text)).toString('hex');

export function resultsAreSigned(campaign, terms, results) {
  const { signature, ...bare } = results;
  return isSigned(`pochin-results-2\n${campaign}\n${terms}\n${sha256(Buffer.from(canonicalJson(bare))).toString('hex')}\n`, signature);
}

export function canonical(campaign, kind, district, choices) {
  const sorted = kind === 'ranked' ? choices : [...choices].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `pochin-ballot-1\n${campaign}\n${district}\n${sorted.map(([project, points]) => `${project}=${points}\n`).join('')}`;
}

export const commitment = (nonce, text) => sha256(hex(nonce), text).toString('hex');

export function trackerOf(nonce) {
  const bits = [...sha256('tracker', hex(nonce))].map(byte => byte.toString(2).padStart(8, '0')).join('');
  const letters = Array.from({ length: 16 }, (_, i) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(bits.slice(5 * i, 5 * i + 5), 2)]).join('');
  return letters.match(/.{4}/g).join('-');
}
