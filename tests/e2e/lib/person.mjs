// A person at a device of their own; when a step fails, what they saw is printed beside the error. The program chooses
// the face itself: on a machine without a graphics card the plain page, unless `more` says { face: 'canvas' }.
import { newPage, started } from './browser.mjs';
import { login } from './stack.mjs';

// How long a step may take before it has failed: of a machine that is busy with other work.
export const patience = 40000;

export async function visitor(browser, kind, url, more) {
  const page = await newPage(browser, kind, { face: '', ...more });
  page.setDefaultTimeout(patience);
  await page.goto(url);
  await started(page);
  return page;
}

export async function person(browser, kind, stack, who, path, more) {
  const page = await newPage(browser, kind, { face: '', ...more });
  page.setDefaultTimeout(patience);
  await login(page, stack, who, path);
  await started(page);
  return page;
}

export async function told(pages, steps) {
  try {
    await steps();
  } catch (error) {
    for (const page of pages()) {
      if (page.isClosed()) continue;
      const seen = await page.locator('body').ariaSnapshot().catch(() => '');
      error.message += `\n— ${page.url()}\n${seen.slice(0, 6000)}`;
    }
    throw error;
  }
}
