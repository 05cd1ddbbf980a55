/** A `ref` for the first field of a form that takes the place of the button which opened it: the keyboard goes on there. */
export function focusOnce(field: HTMLElement | null): void {
  field?.focus();
}
