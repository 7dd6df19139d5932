// Ways to use a page: a finger, a mouse, the keyboard alone. All find things by role, label and name.
import assert from 'node:assert/strict';
import { pdf } from './application.mjs';
import { until } from './browser.mjs';

const pick = (locator, which) => (which === 'last' ? locator.last() : locator.nth(which || 0));
// What is typed or chosen: a field's name is also in the name of the button of its calendar and of its explanation.
export const field = (page, label, which) => pick(page.getByLabel(label, { exact: false }).and(page.locator('input, textarea, select')), which);

// The number of the choice whose words match; a number stays itself.
const index = async (f, which) => (typeof which === 'number' ? which : (await f.locator('option').allTextContents()).findIndex(t => which.test(t)));

// A person acts on what they see: after a change of the screen its picture and its place come in the next frames, and a
// page that another program carries comes with it.
async function drawn(page) {
  for (;;) {
    const here = await page.evaluate(() => new Promise(done => {
      const alive = () => !document.getElementById('app') || (window.pochin && (pochin.stats.frames > 0 || pochin.stats.mode === 'plain'));
      const look = () => (alive() ? requestAnimationFrame(() => requestAnimationFrame(() => done(true))) : setTimeout(look, 50));
      look();
    })).catch(error => { if (!/context was destroyed|navigation/i.test(error.message)) throw error; });
    if (here) return;
  }
}

// `quick` puts a whole text into a field at once, as a paste does, instead of key by key.
export const pointer = (page, touch, quick = false) => {
  async function press(locator) {
    await drawn(page);
    await (touch ? locator.tap() : locator.click({ delay: 60 }));  // a finger holds a mouse's button so long at least
  }
  // A mark's label may lie over the mark: the finger comes down at its place, whoever takes it.
  async function hit(locator) {
    await drawn(page);
    await locator.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await locator.boundingBox();
    await page[touch ? 'touchscreen' : 'mouse'][touch ? 'tap' : 'click'](x + width / 2, y + height / 2);
  }
  return {
    press: (name, which) => press(pick(page.getByRole('button', { name }), which)),
    follow: (name, which) => press(pick(page.getByRole('link', { name }), which)),
    async fill(label, value, which) {
      const f = field(page, label, which);
      await press(f);
      await f.fill(quick ? value : '');
      if (!quick) await f.pressSequentially(value);
    },
    async choose(label, which) {
      const f = field(page, label);
      if (await f.evaluate(e => e.localName === 'select')) await f.selectOption({ index: await index(f, which) });
      else await hit(page.getByRole('group', { name: label }).getByRole('radio').nth(which));
    },
    async check(label) {
      const box = page.getByRole('checkbox', { name: label });
      await hit(box);
      assert.ok(await box.isChecked(), `${label} is not marked`);
    },
    async file(label, name) {
      await field(page, label).setInputFiles(pdf(name));
      await page.getByRole('link', { name }).first().waitFor();
    },
  };
};

export const keyboard = page => {
  // Asked for once and for all: asked for beside the key, the browser's own dialog may come first.
  const choosers = [];
  page.on('filechooser', chooser => choosers.push(chooser));
  // Walks with Tab until the element has the focus; forwards, round the page, then gives up.
  async function reach(locator) {
    await locator.waitFor();
    await drawn(page);
    for (let i = 0; i < 400; i++) {
      if (await locator.evaluate(e => e === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not reach ${locator}`);
  }
  return {
    async press(name, which) { await reach(pick(page.getByRole('button', { name }), which)); await page.keyboard.press('Enter'); },
    async follow(name, which) { await reach(pick(page.getByRole('link', { name }), which)); await page.keyboard.press('Enter'); },
    async fill(label, value, which) {
      await reach(field(page, label, which));
      await page.keyboard.press('Control+A');
      await page.keyboard.type(value);
    },
    async choose(label, which) {
      const f = field(page, label);
      if (await f.evaluate(e => e.localName === 'select')) {
        await reach(f);
        const steps = await index(f, which);
        await page.keyboard.press('Home');
        for (let i = 0; i < steps; i++) await page.keyboard.press('ArrowDown');
      } else {
        const radio = page.getByRole('group', { name: label }).getByRole('radio').nth(which);
        await reach(page.getByRole('group', { name: label }).getByRole('radio').first());
        await page.keyboard.press('Space');
        for (let i = 0; i < which; i++) await page.keyboard.press('ArrowDown');
        assert.ok(await radio.isChecked());
      }
    },
    async check(label) { await reach(page.getByRole('checkbox', { name: label })); await page.keyboard.press('Space'); },
    async file(label, name) {
      await reach(field(page, label));
      await page.keyboard.press('Enter');
      await until(() => choosers.length);
      const chooser = choosers.shift();
      assert.ok(chooser, `the key does not open the choice of a file: ${label}`);
      await chooser.setFiles(pdf(name));
      await page.getByRole('link', { name }).first().waitFor();
    },
  };
};
