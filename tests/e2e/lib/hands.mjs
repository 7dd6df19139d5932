// Ways to use a page: a finger, a mouse, the keyboard alone. All find things by role, label and name.
import assert from 'node:assert/strict';
import { pdf } from './application.mjs';

const pick = (locator, which) => (which === 'last' ? locator.last() : locator.nth(which || 0));
const field = (page, label, which) => pick(page.getByLabel(label, { exact: false }).and(page.locator('input, textarea, select')), which);

export const pointer = (page, touch) => {
  const press = locator => (touch ? locator.tap() : locator.click());
  return {
    press: (name, which) => press(pick(page.getByRole('button', { name }), which)),
    follow: (name, which) => press(pick(page.getByRole('link', { name }), which)),
    async fill(label, value, which) {
      const f = field(page, label, which);
      await press(f);
      await f.fill('');
      await f.pressSequentially(value);
    },
    async choose(label, index) {
      const f = field(page, label);
      if (await f.evaluate(e => e.localName === 'select')) await f.selectOption({ index });
      else await press(page.getByRole('group', { name: label }).getByRole('radio').nth(index));
    },
    check: label => press(page.getByRole('checkbox', { name: label })),
    async file(label, name) {
      await field(page, label).setInputFiles(pdf(name));
      await page.getByText(name).first().waitFor();
    },
  };
};

export const keyboard = page => {
  // Walks with Tab until the element has the focus; forwards, round the page, then gives up.
  async function reach(locator) {
    await locator.waitFor();
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
    async choose(label, index) {
      const f = field(page, label);
      if (await f.evaluate(e => e.localName === 'select')) {
        await reach(f);
        await page.keyboard.press('Home');
        for (let i = 0; i < index; i++) await page.keyboard.press('ArrowDown');
      } else {
        const radio = page.getByRole('group', { name: label }).getByRole('radio').nth(index);
        await reach(page.getByRole('group', { name: label }).getByRole('radio').first());
        await page.keyboard.press('Space');
        for (let i = 0; i < index; i++) await page.keyboard.press('ArrowDown');
        assert.ok(await radio.isChecked());
      }
    },
    async check(label) { await reach(page.getByRole('checkbox', { name: label })); await page.keyboard.press('Space'); },
    async file(label, name) {
      await reach(field(page, label));
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
      await chooser.setFiles(pdf(name));
      await page.getByText(name).first().waitFor();
    },
  };
};
