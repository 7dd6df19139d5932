// The address line and the place on the page. The browser's own restoring is off: it does not know when a screen
// has its final height.
history.scrollRestoration = 'manual';
const kPatience = 5000;  // how long a place waits for the data that gives the page its height

const createAddress = () => {
  let saving = 0, wanted = null, before = 0, returned = false;
  const save = y => { clearTimeout(saving); saving = 0; history.replaceState({ y }, ''); };
  const remember = () => save(scrollY);
  const forget = () => { wanted = null; returned = false; };
  addEventListener('scroll', () => { clearTimeout(saving); saving = setTimeout(remember, 120); }, { passive: true });
  addEventListener('pagehide', remember);
  for (const act of ['wheel', 'touchstart', 'keydown', 'pointerdown']) addEventListener(act, forget, { passive: true, capture: true });

  // `early`: the server's page is still to become the live one, which has other heights.
  function settle(early) {
    if (!wanted) return;
    scrollTo({ top: wanted.y, behavior: 'instant' });
    if (!early && (Math.abs(scrollY - wanted.y) < 1 || performance.now() > wanted.until)) wanted = null;
  }
  return {
    remember,
    // Before the document changes: a shorter one would move the place that is to be remembered.
    note() { before = scrollY; },
    go(path, replace, stay) {
      if (stay) { history.replaceState({ y: scrollY }, '', path); return; }
      save(before);
      if (replace) history.replaceState({ y: 0 }, '', path);
      else history.pushState({ y: 0 }, '', path);
      forget();
      scrollTo({ top: 0, behavior: 'instant' });
    },
    restore(state) {
      returned = true;
      if (state && state.y >= 0) wanted = { y: state.y, until: performance.now() + kPatience };
    },
    settle,
    waiting: () => wanted !== null,
    returned: () => returned,  // the page is one that was left earlier: its place is not to be moved by a focus
  };
};

// The first thing one sees, and where it is: kept there while the page around it changes its heights.
function firstVisible(root) {
  if (scrollY < 1) return null;
  const inView = r => r.height > 0 && r.bottom > 0 && r.top < innerHeight;
  const focused = document.activeElement;
  if (focused && focused !== root && root.contains(focused) && focused.id && inView(focused.getBoundingClientRect())) {
    return { id: focused.id, top: focused.getBoundingClientRect().top };
  }
  for (const e of root.querySelectorAll('h1, h2, h3, h4, p, label, li, dt, dd, td, th, a, button')) {
    const r = e.getBoundingClientRect();
    if (e.id && !e.closest('dialog, [popover], .css') && inView(r) && r.top >= 0) return { id: e.id, top: r.top };
  }
  return null;
}

function keepInPlace(mark) {
  const e = mark && document.getElementById(mark.id);
  if (e) scrollBy({ top: e.getBoundingClientRect().top - mark.top, behavior: 'instant' });
}
