import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger';

const tones: Record<ButtonTone, string> = {
  primary: 'bg-accent text-accent-ink border-accent hover:bg-accent-strong hover:border-accent-strong',
  secondary: 'bg-sheet text-ink border-edge hover:bg-sunk',
  quiet: 'bg-transparent text-ink-soft border-transparent hover:bg-sunk hover:text-ink',
  danger: 'bg-danger text-danger-ink border-danger hover:opacity-90',
};

const sizes = { md: 'min-h-9 px-3.5 text-sm', sm: 'min-h-7 px-2.5 text-xs' };

/** The look of a button, for links that lead on like one. */
export function buttonClass(tone: ButtonTone = 'secondary', size: keyof typeof sizes = 'md'): string {
  return classNames(
    'inline-flex items-center justify-center gap-1.5 rounded-md border font-medium no-underline transition-colors',
    'disabled:opacity-55 aria-disabled:opacity-55 select-none',
    tones[tone],
    sizes[size],
  );
}

interface ButtonProps extends ComponentProps<'button'> {
  tone?: ButtonTone;
  size?: keyof typeof sizes;
  /** Shows that it works, and takes no further click. */
  busy?: boolean;
}

export function Button({ tone = 'secondary', size = 'md', busy = false, className, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={classNames(buttonClass(tone, size), busy && 'animate-pulse', className)}
    />
  );
}

/** A square button with an icon alone; `label` says what it does. */
export function IconButton({ label, className, ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={classNames(
        'inline-flex size-9 items-center justify-center rounded-md text-ink-soft hover:bg-sunk hover:text-ink',
        className,
      )}
    />
  );
}
