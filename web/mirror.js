// Keeps real elements in step with the tree that C++ describes. Knows no roles: C++ names tags and attributes.
// Operations: {k,t,a,x,v,c,s,r} create or update, {d} remove, {o,c} children in order (client/ui/html.h).
const createMirror = root => {
  const elements = new Map([[root.id, root]]);  // key → element
  const kept = new WeakMap();                   // element → what the tree last said of it
  const kOwn = new Set(['id', 'style', 'value', 'checked', 'selected', 'open']);  // attributes a person's acts change

  // The server's page is taken over, not replaced: whatever a person already does with an element stays.
  for (const e of root.querySelectorAll('[id]')) {
    elements.set(e.id, e);
    const attributes = {};
    for (const a of e.attributes) if (!kOwn.has(a.name)) attributes[a.name] = a.value;
    const node = e.firstChild && e.firstChild.nodeType === Node.TEXT_NODE ? e.firstChild : null;
    kept.set(e, { attributes, node });
  }
  const isOurs = e => elements.get(e.id) === e;

  // An element may hold text and elements; the text is then the first node. A browser's translator puts its own elements
  // in place of that node: they go when the text is another one.
  function setText(e, known, text) {
    if (known.text === text) return;
    known.text = text;
    for (const n of [...e.childNodes]) {
      if (n === known.node || n.nodeType === Node.ELEMENT_NODE && isOurs(n)) continue;
      const inside = n.querySelectorAll ? [...n.querySelectorAll('[id]')].filter(o => isOurs(o) && !n.contains(o.parentElement.closest('[id]'))) : [];
      n.replaceWith(...inside);
    }
    if (!text) { known.node?.remove(); known.node = null; return; }
    known.node = known.node || document.createTextNode(text);
    if (known.node.data !== text) known.node.data = text;
    if (e.firstChild !== known.node) e.prepend(known.node);
  }
  // What has been announced stands beside it for the eyes: read on, the page says it once.
  const kAnnounced = 10000;
  function announce(known, text) {
    clearTimeout(known.announced);
    known.announced = setTimeout(() => { if (known.text === text) { known.node?.remove(); known.node = null; } }, kAnnounced);
  }
  // Nobody types in a page that another one covers: it may be given what was typed there.
  const held = () => (document.hidden || !document.hasFocus() ? null : document.activeElement);

  function place(e, known, rect) {
    const s = e.style, old = known.rect || [];
    if (rect) ['left', 'top', 'width', 'height'].forEach((side, i) => { if (old[i] !== rect[i]) s[side] = rect[i] + 'px'; });
    else if (known.rect) for (const side of ['left', 'top', 'width', 'height']) s[side] = '';
    known.rect = rect;
  }

  function upsert(op) {
    let e = elements.get(op.k);
    if (e === root) return;
    if (e && e.localName !== op.t) { e.remove(); e = null; }
    if (!e) {
      e = document.createElement(op.t);
      e.id = op.k;
      elements.set(op.k, e);
      kept.set(e, { attributes: {} });
    }
    const known = kept.get(e);
    for (const name in op.a) if (known.attributes[name] !== op.a[name]) e.setAttribute(name, op.a[name]);
    for (const name in known.attributes) if (!(name in op.a)) e.removeAttribute(name);
    known.attributes = op.a;
    if ('x' in op || known.text) setText(e, known, op.x || '');
    if (op.a.role === 'status' && op.x) announce(known, op.x);
    // While a field has the focus, the document is right about its text.
    if ('v' in op && e.value !== op.v && e !== held()) e.value = op.v;
    if ('c' in op && e.checked !== !!op.c) e.checked = !!op.c;
    if (op.t === 'option' && e.selected !== !!op.s) e.selected = !!op.s;
    place(e, known, op.r);
  }

  // Puts children in order without ever moving the one that holds the focus.
  function order(op) {
    const parent = elements.get(op.o);
    if (!parent) return;
    const ours = e => { while (e && !isOurs(e)) e = e.nextElementSibling; return e; };
    let at = ours(parent.firstElementChild);
    for (const key of op.c) {
      const e = elements.get(key);
      if (!e) continue;
      if (e === at) { at = ours(at.nextElementSibling); continue; }
      if (e.parentNode === parent && e.contains(document.activeElement)) {
        while (at && at !== e) { const next = ours(at.nextElementSibling); parent.append(at); at = next; }
        at = ours(e.nextElementSibling);
      } else {
        parent.insertBefore(e, at);
      }
    }
  }

  function remove(key) {
    const e = elements.get(key);
    elements.delete(key);
    if (e && e !== root) e.remove();
  }

  return {
    // whole: the operations describe the entire tree, so an element they do not name is a leftover of the server's page.
    apply(ops, whole) {
      for (const op of ops) if (op.d) remove(op.d);
      if (whole) {
        const named = new Set(ops.map(op => op.k));
        for (const key of [...elements.keys()]) if (!named.has(key)) remove(key), elements.set(root.id, root);
        // The words of a page that waits for the program have no keys; nor have a translator's, which are the page's.
        for (const stray of root.querySelectorAll(':not([id], font)')) stray.remove();
      }
      for (const op of ops) if (op.k) upsert(op);
      for (const op of ops) if (op.o) order(op);
      // A select's value may have come before its options.
      for (const op of ops) {
        if (op.t !== 'select') continue;
        const e = elements.get(op.k);
        if (e && e !== held()) e.value = op.v;
      }
    },
    get: key => elements.get(key),
    size: () => elements.size,
  };
};
