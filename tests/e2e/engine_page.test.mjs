// What a browser gives to every page works here too: the same tree with and without the program, back and forward,
// reload, deep links, search in the page, print of focus.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desk, launch, newPage, open, phone, settled, started } from './lib/browser.mjs';
import { startStack } from './lib/stack.mjs';

let stack, browser;
before(async () => { stack = await startStack(); browser = await launch(); });
after(async () => { await browser?.close(); await stack?.stop(); });

// Every element in order: tag, attributes, own text. What a browser or a person changes is left out.
const listing = root => {
  const changing = ['style', 'checked', 'selected', 'open', 'inert'];
  return [...root.querySelectorAll('#app *')].map(e => {
    const attributes = [...e.attributes].filter(a => !changing.includes(a.name) && !(a.name === 'value' && e.localName === 'input' && !['radio', 'checkbox'].includes(e.type)))
      .map(a => `${a.name}=${a.value}`).sort().join(' ');
    const text = e.localName === 'textarea' ? '' : [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('');
    return `${e.localName} ${attributes} «${text}»`;
  });
};

for (const plain of [true, false]) {
  test(`the server's elements are the program's, node by node, ${plain ? 'in the plain page' : 'under the canvas'}`, async t => {
    for (const path of stack.publicPages) {
      await t.test(path, async () => {
        const page = await newPage(browser, desk);
        if (plain) await page.addInitScript(() => localStorage.setItem('pochin.settings', '{"plain":true}'));
        const answer = await page.goto(stack.url + path), html = await answer.text();
        await started(page);
        assert.equal(await page.evaluate(() => pochin.stats.mode), plain ? 'plain' : 'gl');
        const [ours, theirs] = await page.evaluate(([html, listing]) => {
          const list = new Function('root', `return (${listing})(root)`);
          return [list(document), list(new DOMParser().parseFromString(html, 'text/html'))];
        }, [html, listing.toString()]).catch(async () => {
          // The policy of the page forbids making functions: the same in two steps.
          const ours = await page.evaluate(`(${listing})(document)`);
          const theirs = await page.evaluate(`(${listing})(new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html'))`);
          return [ours, theirs];
        });
        assert.ok(theirs.length > 20, `the server's page has ${theirs.length} elements`);
        const at = theirs.findIndex((line, i) => line !== ours[i]);
        assert.ok(at < 0 && ours.length === theirs.length, `${ours.length} and ${theirs.length} elements; at ${at}\nserver:  ${theirs[at]}\nbrowser: ${ours[at]}`);
        await page.context().close();
      });
    }
  });
}

// A page of the same program opens with its heading in focus; one of another program is a new document, read from its top.
for (const [what, to, focus] of [['of the same program', '/projects', 'h1'], ['of another program', '/help/application', 'body']]) {
  test(`back and forward keep the place, from a page ${what}`, async () => {
    for (const kind of [phone, desk]) {
      const page = await open(browser, kind, stack.url + stack.longPage), url = page.url();
      await page.evaluate(() => scrollTo(0, 640));
      await page.waitForFunction(() => history.state?.y === 640);
      await page.locator(`#app main a[data-route][href^="${to}"]`).first().evaluate(e => e.click());
      await page.waitForFunction(old => location.href !== old, url);
      await started(page);
      assert.equal(await page.evaluate(() => scrollY), 0);
      assert.equal(await page.evaluate(() => document.activeElement.localName), focus);
      const second = page.url();
      await page.goBack();
      await page.waitForFunction(old => location.href === old, url);
      await started(page);
      assert.ok(Math.abs(await page.evaluate(() => scrollY) - 640) < 3, `back at ${await page.evaluate(() => scrollY)}`);
      await page.goForward();
      await page.waitForFunction(old => location.href === old, second);
      await started(page);
      assert.equal(await page.evaluate(() => scrollY), 0);
      assert.deepEqual(page.errors, []);
      await page.context().close();
    }
  });
}

test('reload keeps the place', async () => {
  const page = await open(browser, phone, stack.url + stack.longPage);
  await page.evaluate(() => scrollTo(0, 640));
  await page.waitForFunction(() => history.state?.y === 640);
  await page.reload();
  await started(page);
  assert.ok(Math.abs(await page.evaluate(() => scrollY) - 640) < 3, `at ${await page.evaluate(() => scrollY)} after the reload`);
  await page.context().close();
});

test('search in the page finds what one sees, across soft line breaks too', async () => {
  for (const kind of [phone, desk]) {
    const page = await open(browser, kind, stack.url + stack.longPage);
    const texts = await page.evaluate(() => [...document.querySelectorAll('#app main :is(h1, h2, h3, p)')].filter(e => e.getBoundingClientRect().height > 0)
      .map(e => e.textContent.trim()).filter(t => t.length > 12).slice(0, 12));
    assert.ok(texts.length > 2, 'there is text to look for');
    for (const text of texts) {
      const found = await page.evaluate(text => { getSelection().removeAllRanges(); return window.find(text, true); }, text.slice(0, 70));
      assert.ok(found, `«${text.slice(0, 70)}» is not found`);
    }
    await page.context().close();
  }
});

test('Tab goes through the page downwards, each stop in view, and shows a ring', async () => {
  for (const kind of [phone, desk]) {
    const page = await open(browser, kind, stack.url + stack.longPage), stops = [];
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const e = document.activeElement, r = e.getBoundingClientRect();
        return e === document.body ? null : { id: e.id, out: r.bottom < 0 || r.top > innerHeight, hidden: r.width < 1, ring: e.matches(':focus-visible') };
      });
      if (!stop || stops.some(s => s.id === stop.id)) break;
      stops.push(stop);
    }
    assert.ok(stops.length > 3, `${stops.length} stops`);
    assert.deepEqual(stops.filter(s => s.out || !s.ring), []);
    const order = await page.evaluate(ids => ids.map(id => [...document.querySelectorAll('#app *')].findIndex(e => e.id === id)), stops.map(s => s.id));
    assert.deepEqual(order, [...order].sort((a, b) => a - b), 'the order of Tab is the order of reading');
    await page.context().close();
  }
});

test('the program sends nothing the page\'s own policy forbids', async () => {
  const page = await newPage(browser, desk);
  await page.addInitScript(() => { window.refused = []; addEventListener('securitypolicyviolation', e => refused.push(e.violatedDirective + ' ' + e.blockedURI)); });
  await page.goto(stack.url + stack.longPage);
  await started(page);
  assert.deepEqual(await page.evaluate(() => refused), []);
  await page.context().close();
});
