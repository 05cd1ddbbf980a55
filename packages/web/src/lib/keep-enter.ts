import type { KeyboardEvent } from 'react';

const buttons = ['button', 'submit', 'reset', 'image', 'file'];

/**
 * For `onKeyDown` of a form whose sending cannot be taken back: Enter in a line of text or on a box sends nothing. What
 * goes out to others goes by its button.
 */
export function keepEnter(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event;
  if (event.key !== 'Enter' || !(target instanceof HTMLInputElement) || buttons.includes(target.type)) return;
  event.preventDefault();
}
