// Everything the emulator of ЕСИА can do wrong, against the real server: the person is told what to do, the log has the
// code, nobody gets a session.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, comeBack } from './attempt.mjs';
import { kinds } from './people.mjs';
import { Portal } from './portal.mjs';

const words = {
  again: /Вход не завершён\. Нажмите «Войти через Госуслуги» ещё раз\./,
  incomplete: /Ссылка для входа неполная\. Начните вход заново с главной страницы\./,
  used: /Эта ссылка для входа использована или устарела\. Начните вход заново\./,
  later: /Госуслуги сейчас не отвечают\. Подождите несколько минут и войдите ещё раз\./,
  ours: /Вход через Госуслуги временно не работает: мы уже разбираемся\. Попробуйте войти позже; набранное на этом устройстве сохранится\./,
  clock: /на сервере неверное время\. Мы уже исправляем это, попробуйте войти позже\./,
  stale: /нужно заново подтвердить личность\. Выйдите из Госуслуг и войдите ещё раз\./,
  unconfirmed: /не подтверждена\. Подтвердите её в личном кабинете Госуслуг/,
};
const token = (kind, how = words.ours) => ['token.' + kind, how];
const silent = ['portal.timeout', words.later], busy = ['portal.busy', words.later], odd = ['portal.answer', words.later], long = ['portal.too_long', words.later];
const records = { 401: odd, 403: odd, 404: odd, 429: busy, 500: busy, html: odd, redirect: odd, slow: silent, huge: long };

// A clerk logs in, so that organisations are asked for too. null: the login goes well all the same.
const outcomes = {
  'callback.state_missing': ['login.state', words.incomplete], 'callback.state_changed': ['login.used', words.used],
  'callback.state_twice': ['login.state', words.incomplete], 'callback.code_twice': ['login.query', words.again],
  'code.used': ['ESIA-007011', words.again], 'code.expired': ['ESIA-007011', words.again], 'code.foreign': ['ESIA-007011', words.again],
  'code.8k': null, 'code.too_long': ['login.query', words.again],
  'te.500_html': busy, 'te.502': busy, 'te.redirect': odd, 'te.slow': silent, 'te.silent': silent, 'te.drip': silent, 'te.truncated': odd,
  'te.content_type': odd, 'te.huge': long, 'te.state': token('state'), 'te.no_id_token': odd,
  'token.alg_none': token('alg'), 'token.alg_hs256': token('alg'), 'token.alg_rs256_gost_key': token('signature'), 'token.sbt_swapped': token('kind'),
  'token.reversed': token('signature'), 'token.halves_swapped': token('signature'), 'token.short': token('signature'), 'token.long': token('signature'),
  'token.der': token('signature'), 'token.unknown_key': token('signature'), 'token.expired_certificate': token('signature'),
  'access.alg_none': token('alg'), 'access.unknown_key': token('signature'), 'access.exp_past': token('expired', words.clock),
  'claims.iss': token('issuer'), 'claims.aud': token('audience'), 'claims.client_id': token('audience'), 'claims.sub': token('subject'),
  'claims.access_subject': token('subject'), 'claims.sid': token('session'), 'claims.subject_type': token('subject'),
  'claims.exp_past': token('expired', words.clock), 'claims.exp_missing': token('times'), 'claims.exp_far': token('times'),
  'claims.nbf_future': token('future', words.clock), 'claims.iat_future': token('future', words.clock),
  'claims.is_tru_text': token('subject'), 'claims.is_tru_number': token('subject'), 'claims.is_tru_false': ['login.unconfirmed', words.unconfirmed],
  'claims.oid_text': null, 'claims.oid_huge': token('subject'), 'claims.auth_long_ago': token('stale', words.stale),
  'rest.roles_links': odd,
};
for (const [how, outcome] of Object.entries(records)) {
  outcomes[`rest.person_${how}`] = outcomes[`rest.roles_${how}`] = outcome;
  outcomes[`rest.addrs_${how}`] = null;  // the address stays unknown
}
const neverAsked = ['ctts', 'docs', 'orgs'].flatMap(part => Object.keys(records).map(how => `rest.${part}_${how}`));

// The codes of the lines of the log that requests left since; the log is written by a thread of its own.
async function logged(portal, from, count) {
  for (let i = 0; i < 100; i++) {
    const lines = portal.log.join('').slice(from).split('\n').filter(line => line.includes('/auth/esia/callback') && line.endsWith('}'));
    if (lines.length >= count) return lines.map(line => JSON.parse(line).problem ?? '');
    await new Promise(done => setTimeout(done, 20));
  }
  throw new Error('the log does not come');
}

async function person(portal, session) {
  return (await (await fetch(`${portal.url}/api/v1/session`, { headers: { cookie: session } })).json()).person;
}

async function refused(portal, answer, [code, says], what) {
  assert.equal(answer.session, '', what);
  assert.ok([400, 403, 503].includes(answer.status), `${what}: ${answer.status}`);
  assert.match(answer.text, says, what);
  assert.ok(answer.text.includes(`Код для поддержки: ${code}`), `${what}: ${answer.text}`);
  assert.ok(!answer.text.includes('eyJ'), `${what}: a token is shown`);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
}

for (const algorithm of ['GOST3410_2012_256', 'RS256']) {
  test(`every fault of ЕСИА, tokens by ${algorithm}`, { timeout: 300_000 }, async () => {
    const portal = await Portal.start({ log_requests: true }, { algorithm, esia: { timeout_seconds: 2 } });
    try {
      const { known } = await portal.control('GET', '/faults');
      assert.deepEqual(known.filter(fault => !(fault in outcomes) && !neverAsked.includes(fault)), [], 'faults of which nobody says how they end');
      const audited = [];
      for (const [fault, outcome] of Object.entries(outcomes)) {
        // With RSA, what is said of a key of another kind and of two halves does not apply.
        if (algorithm === 'RS256' && ['token.alg_hs256', 'token.halves_swapped', 'token.alg_rs256_gost_key'].includes(fault)) continue;
        if (algorithm === 'RS256' && !/^(token|access)\./.test(fault)) continue;  // what signatures have no part in is the same
        await portal.control('POST', '/faults', { name: fault });
        const from = portal.log.join('').length;
        const answer = await comeBack(await begin(portal, kinds.clerk, { to: '/work/queue' }));
        assert.deepEqual((await portal.control('GET', '/faults')).left, {}, `${fault} did not happen`);
        const [line] = await logged(portal, from, 1);
        if (!outcome) {
          assert.equal(answer.status, 303, `${fault}: ${answer.text}`);
          assert.ok(await person(portal, answer.session), fault);
          assert.equal(line, '');
          continue;
        }
        await refused(portal, answer, outcome, fault);
        assert.equal(line, outcome[0], `the log of ${fault}`);
        if (!['login.state', 'login.used'].includes(outcome[0])) audited.push(outcome[0]);
      }
      for (const fault of neverAsked) await portal.control('POST', '/faults', { name: fault });
      assert.ok((await comeBack(await begin(portal, kinds.clerk, { to: '/work/queue' }))).session, 'what is not asked for cannot fail');
      assert.equal(Object.keys((await portal.control('GET', '/faults')).left).length, neverAsked.length);
      const lines = portal.run('audit', 'export').trim().split('\n').map(line => JSON.parse(line).line).filter(line => line?.kind === 'login.failed');
      assert.deepEqual(lines.map(line => (typeof line.details === 'string' ? JSON.parse(line.details) : line.details).code), audited);
      assert.ok(!portal.log.join('').includes('eyJ'), 'no token is in the log');
    } finally {
      await portal.stop();
    }
  });
}

test('clocks that differ by ten minutes either way: the person comes later, the operator sees whose clock it is', async () => {
  const portal = await Portal.start();
  try {
    for (const shift of [600, -600]) {
      await portal.control('POST', '/clock', { shift_seconds: shift });
      await refused(portal, await comeBack(await begin(portal)), ['ESIA-007015', words.clock], `${shift} s`);
    }
    await portal.control('POST', '/clock', { shift_seconds: 200 });  // within ЕСИА's tolerance and beyond ours
    await refused(portal, await comeBack(await begin(portal)), ['token.future', words.clock], '200 s');
    await portal.control('POST', '/clock', { shift_seconds: 30 });
    assert.ok((await comeBack(await begin(portal))).session);
  } finally {
    await portal.stop();
  }
});

test('certificates that change in the middle of a login, and an emulator that is killed', async () => {
  const portal = await Portal.start();
  try {
    let attempt = await begin(portal);
    await portal.control('POST', '/certificates', { algorithm: 'GOST3410_2012_256', published: true });
    assert.ok((await comeBack(attempt)).session, 'the new certificate is read without a restart');
    attempt = await begin(portal);
    await portal.control('POST', '/certificates', { algorithm: 'GOST3410_2012_256', published: false });
    await refused(portal, await comeBack(attempt), token('signature'), 'a key nobody published');
    attempt = await begin(portal);
    portal.emulator.kill('SIGKILL');
    await new Promise(done => portal.emulator.once('exit', done));
    await refused(portal, await comeBack(attempt), ['portal.unreachable', words.later], 'killed');
    await refused(portal, await comeBack(attempt), ['login.used', words.used], 'the same link once more');
    assert.equal((await fetch(`${portal.url}/api/v1/projects`)).status, 200);
  } finally {
    await portal.stop();
  }
});

test('who refuses, who is a child, who is not confirmed: each is told what to do', async () => {
  const portal = await Portal.start();
  try {
    for (const [oid, code, says] of [
      ['cancel', 'ESIA-007004', /Вход отменён\. Чтобы войти, согласитесь передать данные/],
      ['1000000080', 'ESIA-007004', /Вход отменён/],
      ['1000000081', 'ESIA-007046', /Настройте подтверждение входа в личном кабинете Госуслуг/],
      ['1000000030', 'login.unconfirmed', words.unconfirmed],
      ['1000000048', 'login.unconfirmed', words.unconfirmed],
      ['1000000040', 'login.unconfirmed', /попросите родителей войти под своей учётной записью/],
    ]) await refused(portal, await comeBack(await begin(portal, oid)), [code, says], oid);
  } finally {
    await portal.stop();
  }
});
