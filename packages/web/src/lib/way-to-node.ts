/** How often a node that did not answer is asked again, in milliseconds. */
const againMilliseconds = 2000;

let isOpen = true;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (isOpen === next) return;
  isOpen = next;
  for (const listener of listeners) listener();
}

/** Whether the node answers at all; what a proxy says in its place is no answer of it. */
async function ask(): Promise<void> {
  timer = undefined;
  const answers = await fetch('/healthz', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
  set(answers);
  if (!answers) askAgain();
}

function askAgain(): void {
  timer ??= setTimeout(() => void ask(), againMilliseconds);
}

/** A request did not reach the node: that is said until it answers again. */
export function noteUnreachable(): void {
  set(false);
  askAgain();
}

/** The way may be cut: asks the node at once, and says so only if that fails. */
export function checkWay(): void {
  if (timer === undefined) void ask();
}

export function isWayOpen(): boolean {
  return isOpen;
}

/** Calls back when the way is cut, and when it is open again; returns how to stop. */
export function onWayChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
