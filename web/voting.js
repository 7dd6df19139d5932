// What only some pages of voting need, fetched when they ask: the picture of a receipt's code, the published ballots.
function loadScript(name) {
  return new Promise((done, failed) => {
    const script = document.createElement('script');
    Object.assign(script, { src: ASSETS[name], onload: done, onerror: failed });
    document.head.append(script);
  });
}

// The code as the address of a picture; empty when it could not be drawn: the receipt has the same code in letters.
async function pictureOf(text) {
  try {
    if (!window.drawQr) await loadScript('qr.js');
    const rows = window.drawQr(text), size = rows.length + 8;  // four free modules around
    const dark = rows.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x + 4} ${y + 4}h1v1h-1z`] : []))).join('');
    return 'data:image/svg+xml,' + encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
      `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${dark}"/></svg>`);
  } catch { return ''; }
}

// `told(received, total, result, failed)`: bytes while they come, then the result as JSON. The length is not told of
// what travels compressed.
async function countAgain(address, announced, told) {
  try {
    const answer = await fetch(address, { credentials: 'same-origin' });
    if (!answer.ok) throw new Error(address);
    const total = answer.headers.has('content-encoding') ? 0 : Number(answer.headers.get('content-length')) || 0;
    const pieces = [], reader = answer.body.getReader();
    let received = 0, last = 0;
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      pieces.push(piece.value);
      received += piece.value.length;
      if (performance.now() - last > 200) { last = performance.now(); told(received, Math.max(total, received + 1), '', 0); }
    }
    told(received, received, '', 0);
    const result = await recount(await new Blob(pieces).arrayBuffer(), announced);
    told(received, received, JSON.stringify(result), 0);
  } catch { told(0, 0, '', 1); }
}

acts.qr = async e => tell('qr', [e.text, await pictureOf(e.text)]);
acts.recount = e => countAgain(e.ballots, JSON.parse(e.announced), (...news) => tell('recounted', news));
