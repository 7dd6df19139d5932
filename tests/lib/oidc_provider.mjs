// A provider of OpenID Connect Core 1.0 for tests, from the text of the standard: code flow, PKCE S256, RS256. Whoever
// comes is logged in at once as `person`. A test changes `claims`, `header`, `userinfo` before the login.
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');

export class OidcProvider {
  static async start({ client, secret }) {
    const provider = new OidcProvider();
    Object.assign(provider, { client, secret, codes: new Map(), asked: [], claims: {}, header: {}, userinfo: {}, strip: false });
    provider.person = { sub: 'u-17', family_name: 'Ильина', given_name: 'Мария', trusted: true, birthdate: '1985-03-14' };
    provider.keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
    provider.server = createServer((request, response) => provider.answer(request, response).catch(error => { response.statusCode = 500; response.end(String(error)); }));
    await new Promise(done => provider.server.listen(0, '127.0.0.1', done));
    provider.url = `http://127.0.0.1:${provider.server.address().port}`;
    return provider;
  }

  async answer(request, response) {
    const url = new URL(request.url, this.url);
    const json = (body, status = 200) => { response.writeHead(status, { 'content-type': 'application/json' }); response.end(JSON.stringify(body)); };
    if (url.pathname === '/.well-known/openid-configuration')
      return json({ issuer: this.url, authorization_endpoint: `${this.url}/authorize`, token_endpoint: `${this.url}/token`, userinfo_endpoint: `${this.url}/userinfo`, jwks_uri: `${this.url}/jwks` });
    if (url.pathname === '/jwks') return json({ keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] });
    if (url.pathname === '/userinfo') {
      if (request.headers.authorization !== `Bearer ${this.access}`) return json({ error: 'invalid_token' }, 401);
      return json({ sub: this.person.sub, birthdate: this.person.birthdate, ...this.userinfo });
    }
    if (url.pathname === '/authorize') {
      const asked = Object.fromEntries(url.searchParams), code = randomBytes(16).toString('hex');
      this.asked.push(asked);
      this.codes.set(code, asked);
      response.writeHead(302, { location: `${asked.redirect_uri}?${new URLSearchParams({ code, state: asked.state })}` });
      return response.end();
    }
    if (url.pathname === '/token' && request.method === 'POST') {
      const pieces = [];
      for await (const piece of request) pieces.push(piece);
      const form = Object.fromEntries(new URLSearchParams(Buffer.concat(pieces).toString()));
      const asked = this.codes.get(form.code);
      this.codes.delete(form.code);
      const proved = asked && form.client_id === this.client && form.client_secret === this.secret && form.redirect_uri === asked.redirect_uri
        && createHash('sha256').update(form.code_verifier ?? '').digest('base64url') === asked.code_challenge;
      if (!proved) return json({ error: 'invalid_grant' }, 400);
      this.access = randomBytes(16).toString('hex');
      return json({ id_token: this.token(asked), access_token: this.access, token_type: 'Bearer', expires_in: 300 });
    }
    return json({ error: 'not_found' }, 404);
  }

  token(asked) {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.url, aud: this.client, iat: now, exp: now + 300, auth_time: now, nonce: asked.nonce, sid: 's-1', ...this.person, ...this.claims };
    const header = { typ: 'JWT', alg: 'RS256', kid: 'one', ...this.header };
    const message = `${encode(header)}.${encode(claims)}`;
    return `${message}.${this.strip ? '' : createSign('RSA-SHA256').update(message).sign(this.keys.privateKey, 'base64url')}`;
  }

  stop() { return new Promise(done => { this.server.close(done); this.server.closeAllConnections(); }); }
}
