/**
 * Moves the keyboard to the next or the previous of some controls, and to `home` before the first of them. For the arrow
 * keys in a list below a field.
 */
export function moveFocus(controls: readonly HTMLElement[], step: 1 | -1, home: HTMLElement | null): void {
  const at = controls.findIndex((control) => control.matches(':focus'));
  const to = at + step;
  if (to < 0) home?.focus();
  else controls[Math.min(to, controls.length - 1)]?.focus();
}
