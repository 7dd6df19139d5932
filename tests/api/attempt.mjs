// A login seen from the browser, one step at a time: what happens between the steps is a test's.
import { kinds } from './people.mjs';

const cookieOf = (answer, name) => answer.headers.getSetCookie().map(line => new RegExp(`^((?:__Host-)?${name}\\w*)=([^;]+)`).exec(line)).find(found => found && !/^$/.test(found[2]));

export const oids = { [kinds.resident]: '1000000001', [kinds.neighbour]: '1000000002', [kinds.clerk]: '1000000010' };

// Asks the portal for a login and presses a person's button at ЕСИА; gives the address the browser is sent back to and
// the cookie of the attempt.
export async function begin(portal, name = kinds.resident, { to = '/my' } = {}) {
  const begun = await fetch(`${portal.url}/auth/esia/login?return_to=${encodeURIComponent(to)}`, { redirect: 'manual' });
  const cookie = cookieOf(begun, 'esia_cb');
  const accepted = await fetch(begun.headers.get('location'), { redirect: 'manual' });
  const page = accepted.headers.get('location') ?? '';
  if (!page.startsWith('/login')) return { url: page, cookie: `${cookie[1]}=${cookie[2]}` };
  const body = new URLSearchParams({ request: new URLSearchParams(page.slice(page.indexOf('?'))).get('request'), persona: oids[name] ?? name });
  const back = await fetch(new URL('/login', begun.headers.get('location')), { method: 'POST', body, redirect: 'manual' });
  return { url: back.headers.get('location'), cookie: `${cookie[1]}=${cookie[2]}` };
}

// The browser comes back. `session` is the cookie of a session, when one was opened.
export async function comeBack({ url, cookie }, options = {}) {
  const answer = await fetch(url, { redirect: 'manual', headers: { cookie }, ...options });
  const session = cookieOf(answer, 'sid');
  return { status: answer.status, headers: answer.headers, text: await answer.text(), session: session ? `${session[1]}=${session[2]}` : '' };
}
