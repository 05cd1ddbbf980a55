let typed = '';

function keep(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Backspace') typed = typed.slice(0, -1);
  else if (event.key.length === 1) typed += event.key;
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** From now on letters are kept for a field that is about to be shown: people type on without waiting for it. */
export function keepTyped(): void {
  document.addEventListener('keydown', keep, { capture: true });
}

/** What was typed meanwhile; from now on keys go where the keyboard is. */
export function takeTyped(): string {
  document.removeEventListener('keydown', keep, { capture: true });
  const text = typed;
  typed = '';
  return text;
}
