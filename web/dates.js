// Dates: a keyboard of digits has no dots, so they are put in while one types; and the calendar that the system has.

// What the field holds after a sign was typed at its end: «151» becomes «15.1». A year first («2026-10-15») has no dots.
function dotted(value) {
  const made = value.replace(/^(\d\d)(\d)/, '$1.$2').replace(/^(\d\d?\.\d\d)(\d)/, '$1.$2');
  return /^\d\d\.(1[3-9]|[2-9]\d)/.test(made) ? made.replace('.', '') : made;
}
function typedDate(e) {
  const t = e.target;
  if (!document.getElementById(t.id + ':c')?.dataset.calendar || !/^insert(Composition)?Text$/.test(e.inputType) || t.selectionEnd !== t.value.length) return;
  const made = dotted(t.value);
  if (made !== t.value) t.value = made;
}

// `chosen(value)` comes when a day was chosen: «15.10.2026». The picker lies under the button, so that it opens there.
function openCalendar(button, field, chosen) {
  const picker = document.createElement('input'), at = button.getBoundingClientRect(), day = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(field.value);
  picker.type = 'date';
  picker.className = 'picker';
  picker.setAttribute('aria-label', button.getAttribute('aria-label'));
  if (day) picker.value = `${day[3]}-${day[2]}-${day[1]}`;
  const home = button.closest('dialog') || document.body;
  Object.assign(picker.style, { left: at.left + scrollX + 'px', top: at.top + scrollY + 'px', width: at.width + 'px', height: at.height + 'px' });
  picker.onchange = () => { if (picker.value) { chosen(picker.value.split('-').reverse().join('.')); field.focus(); } };
  picker.onkeydown = e => { if (e.key === 'Escape') button.focus(); };
  picker.onblur = () => picker.remove();
  home.append(picker);
  picker.focus({ preventScroll: true });
  try { picker.showPicker(); } catch { picker.click(); }
}
