import { Dialog as Base } from '@base-ui/react/dialog';
import { type ReactNode, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** `sheet` slides in at the side, and fills a phone. */
  form?: 'box' | 'sheet';
  children: ReactNode;
  footer?: ReactNode;
}

const forms = {
  box: classNames(
    'top-[12vh] left-1/2 max-h-[80vh] w-[min(34rem,calc(100vw-2rem))] -translate-x-1/2 rounded-lg',
    'data-starting-style:opacity-0 data-ending-style:opacity-0',
  ),
  sheet: classNames(
    'inset-y-0 right-0 w-[min(24rem,100vw)]',
    'data-starting-style:translate-x-full data-ending-style:translate-x-full',
  ),
};

/**
 * A dialog over the page. Once something was written in a form of it, a click beside it does not close it, and Escape
 * only when pressed again.
 */
export function Dialog({ open, onOpenChange, title, form = 'box', children, footer }: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  const isWritten = useRef(false);
  const [isWarned, setWarned] = useState(false);
  const change = (next: boolean, { reason }: Base.Root.ChangeEventDetails) => {
    const isSlip = reason === 'outside-press' || (reason === 'escape-key' && !isWarned);
    if (!next && isSlip && isWritten.current && body.current?.querySelector('form, fieldset')) {
      setWarned(true);
      return;
    }
    isWritten.current = false;
    setWarned(false);
    onOpenChange(next);
  };
  /** The first field, where there is one; a finger does not want the keyboard before it asks for it. */
  const fieldFor = (opening: string): HTMLElement | true =>
    (opening !== 'touch' && firstShown(body.current?.querySelectorAll<HTMLElement>('input, select, textarea'))) || true;
  return (
    <Base.Root open={open} onOpenChange={change}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/45 transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={fieldFor}
          onInput={() => {
            isWritten.current = true;
            setWarned(false);
          }}
          className={classNames(
            'fixed z-50 flex flex-col border border-line bg-sheet text-ink shadow-pop transition-[opacity,transform] duration-150',
            forms[form],
          )}
        >
          <div className="flex items-center justify-between gap-4 border-b border-line py-2 pr-2 pl-4">
            <Base.Title className="font-serif text-lg font-semibold">{title}</Base.Title>
            <Base.Close
              aria-label="Close"
              className="inline-flex size-9 items-center justify-center rounded-md text-ink-soft hover:bg-sunk"
            >
              <Icon name="close" />
            </Base.Close>
          </div>
          <div ref={body} className="min-h-0 flex-1 scroll-pb-20 overflow-y-auto overscroll-contain p-4">
            {children}
          </div>
          <p
            role="status"
            className={isWarned ? 'border-t border-line px-4 py-2 text-sm font-medium text-warn' : 'sr-only'}
          >
            {isWarned && 'What you wrote would be lost. Press Escape again to leave without it.'}
          </p>
          {footer && <div className="flex justify-end gap-2 border-t border-line p-3">{footer}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** A field that is not shown, as one of a later step, would leave the focus behind the dialog. */
function firstShown(fields: Iterable<HTMLElement> = []): HTMLElement | undefined {
  return [...fields].find((field) => field.checkVisibility());
}
