// Applies the person's settings before the first paint. Blocks rendering, so it must stay tiny.
(() => {
  const page = document.documentElement, wants = query => matchMedia(query).matches;
  let chosen = {};
  try { chosen = JSON.parse(localStorage.getItem('pochin.settings')) || {}; } catch {}
  page.dataset.theme = chosen.theme && chosen.theme !== 'auto' ? chosen.theme
    : wants('(prefers-contrast: more)') ? 'contrast' : wants('(prefers-color-scheme: dark)') ? 'dark' : 'light';
  if (chosen.text_percent) page.style.fontSize = chosen.text_percent + '%';
  if (chosen.letter_spacing) page.dataset.letter = 'wide';
  if (chosen.line_spacing) page.dataset.line = 'wide';
})();
