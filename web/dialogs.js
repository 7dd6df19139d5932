// A modal dialog is the browser's own: showModal() keeps the focus in, the rest inert, and lies above everything.
// C++ decides whether it is there; Escape, the cross and the backdrop only ask.
const createDialogs = (root, ask) => {
  let opener = null;
  const sheets = () => root.querySelectorAll('dialog');
  root.addEventListener('cancel', e => { if (e.target.localName === 'dialog') { e.preventDefault(); ask(e.target); } }, true);
  root.addEventListener('pointerdown', e => { if (e.target.localName === 'dialog' && outside(e)) ask(e.target); });

  function outside(e) {
    const r = e.target.getBoundingClientRect();
    return e.clientX < r.left || e.clientX > r.right || e.clientY < r.top || e.clientY > r.bottom;
  }
  return {
    before() { if (!root.querySelector('dialog')) opener = document.activeElement; },
    after() {
      let any = false;
      for (const d of sheets()) {
        any = true;
        if (!d.matches(':modal')) { if (d.open) d.close(); d.showModal(); }
      }
      if (!any && opener && opener !== document.body && opener.isConnected && document.activeElement === document.body) {
        opener.focus({ preventScroll: true });
      }
    },
  };
};
