// A person over HTTP: logs in through the emulator's pages by the name on the button, keeps cookies, sends the CSRF
// token. No library of the product is used.
import assert from 'node:assert/strict';

// What the browser sends when the button with this name is pressed on the emulator's page.
export function chosen(page, name, address) {
  const form = [...page.matchAll(/<form[\s\S]*?<\/form>/g)].map(m => m[0]).find(f => f.includes(name));
  assert.ok(form, `the emulator offers nobody called ${name}`);
  const action = /action="([^"]*)"/.exec(form)[1].replaceAll('&amp;', '&');
  const fields = new URLSearchParams();
  for (const [tag] of form.matchAll(/<(?:input|button)[^>]*>/g)) {
    const field = /name="([^"]*)"/.exec(tag), value = /value="([^"]*)"/.exec(tag);
    if (field) fields.set(field[1], (value ? value[1] : '').replaceAll('&amp;', '&').replaceAll('&quot;', '"'));
  }
  const post = /method="post"/i.test(form), to = new URL(action, address);
  if (!post) for (const [k, v] of fields) to.searchParams.set(k, v);
  return { to: to.href, options: post ? { method: 'POST', body: fields } : {} };
}

export class Person {
  constructor(url) { this.url = url; this.jars = new Map(); this.csrf = ''; this.keys = 0; }

  // `person`: the browser that it happens in, when something is in it already.
  static async login(stack, name, person = new Person(stack.url)) {
    let answer = await person.go(`${stack.url}/auth/esia/login?return_to=/my`);
    const { to, options } = chosen(await answer.text(), name, answer.url);
    answer = await person.go(to, options);
    assert.ok(answer.url.startsWith(stack.url), `the login ended at ${answer.url}: ${(await answer.text()).slice(0, 300)}`);
    await person.session();
    return person;
  }

  get cookie() { return this.cookies(this.url); }
  cookies(url) { return [...(this.jars.get(new URL(url).host) || new Map())].map(([k, v]) => `${k}=${v}`).join('; '); }

  // Follows redirects itself, because fetch forgets the cookies of the answers between.
  async go(url, options = {}) {
    for (let i = 0; i < 10; i++) {
      const answer = await fetch(url, { ...options, redirect: 'manual', headers: { ...options.headers, cookie: this.cookies(url) } });
      const host = new URL(url).host, jar = this.jars.get(host) || new Map();
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
        if (/max-age=0/i.test(line) || value === '') jar.delete(name); else jar.set(name, value);
      }
      this.jars.set(host, jar);
      const to = answer.headers.get('location');
      if (!to || answer.status < 300 || answer.status > 399) return answer;
      url = new URL(to, url).href;
      options = { headers: options.headers };
    }
    throw new Error('redirects never end');
  }

  async session() {
    const body = (await this.call('GET', '/api/v1/session')).body;
    this.csrf = body.csrf;
    return body;
  }

  async call(method, path, body, headers = {}) {
    const unsafe = method !== 'GET' && method !== 'HEAD';
    const answer = await this.go(this.url + path, { method, body: body === undefined ? undefined : JSON.stringify(body), headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(unsafe ? { 'x-csrf-token': this.csrf, origin: this.url } : {}), ...headers } });
    const text = await answer.text();
    let parsed = null;
    try { parsed = JSON.parse(text); } catch { parsed = text; }
    return { status: answer.status, headers: answer.headers, body: parsed };
  }

  key() { return `key-${process.pid}-${Date.now()}-${++this.keys}`; }

  async create(practice = 'ppmi', municipality) {
    if (!municipality) municipality = (await this.call('GET', '/api/v1/territories')).body.items.find(t => t.name.startsWith('Зареч')).id;
    const made = await this.call('POST', '/api/v1/applications', { practice, municipality }, { 'idempotency-key': this.key() });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    return made;
  }
}
