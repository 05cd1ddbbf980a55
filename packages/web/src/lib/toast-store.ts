/** A short notice that goes by itself. */
export interface Toast {
  id: number;
  tone: 'plain' | 'good' | 'danger';
  title: string;
  action?: { label: string; run: () => void };
}

const lifetime = 8000;
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a notice; a second one with the same title replaces the first. */
export function showToast({ tone = 'plain', ...toast }: Omit<Toast, 'id' | 'tone'> & { tone?: Toast['tone'] }): void {
  const id = nextId;
  nextId += 1;
  set([...toasts.filter((other) => other.title !== toast.title), { ...toast, tone, id }].slice(-3));
  setTimeout(() => dismissToast(id), lifetime);
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}
