import { useSyncExternalStore } from 'react';
import { currentToasts, dismissToast, subscribeToasts, type Toast } from '../lib/toast-store.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

const edges: Record<Toast['tone'], string> = {
  plain: 'border-l-accent',
  good: 'border-l-good',
  danger: 'border-l-danger',
};

/** Where notices appear; polite, so that a screen reader finishes its sentence first. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts);
  return (
    <div
      role="status"
      aria-live="polite"
      className={classNames(
        'pointer-events-none fixed inset-x-4 bottom-20 z-60 flex flex-col items-end gap-2 lg:bottom-4',
        // On a phone the buttons of a dialog are below; above it nothing is covered.
        'max-lg:[body:has([role=dialog])_&]:top-3 max-lg:[body:has([role=dialog])_&]:bottom-auto',
      )}
    >
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className={classNames(
            'pointer-events-auto flex w-full max-w-sm items-center gap-3 rounded-md border border-l-4 border-line bg-sheet py-2 pr-2 pl-3 shadow-pop',
            edges[toast.tone],
          )}
        >
          <p className="min-w-0 flex-1 text-sm">{toast.title}</p>
          {toast.action && (
            <Button
              size="sm"
              onClick={() => {
                toast.action?.run();
                dismissToast(toast.id);
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <button
            type="button"
            aria-label="Dismiss"
            onClick={() => dismissToast(toast.id)}
            className="inline-flex size-7 items-center justify-center rounded-md hover:bg-sunk"
          >
            <Icon name="close" className="size-3.5" />
          </button>
        </div>
      ))}
    </div>
  );
}
