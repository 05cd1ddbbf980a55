import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

const control = classNames(
  'block w-full min-w-0 rounded-md border border-edge bg-sheet px-2.5 text-base text-ink',
  'aria-invalid:border-danger disabled:opacity-60',
);

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input autoComplete="off" {...rest} className={classNames(control, 'h-9', className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={4} {...rest} className={classNames(control, 'py-1.5 leading-normal', className)} />;
}

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select {...rest} className={classNames(control, 'h-9 pr-8', className)} />;
}

/** A box or a dot with its label, large enough to hit with a thumb. */
export function Choice({
  label,
  hint,
  className,
  type = 'checkbox',
  ...rest
}: ComponentProps<'input'> & { label: string; hint?: string }) {
  return (
    <label className={classNames('flex min-h-7 items-start gap-2 py-0.5 text-sm', className)}>
      <input {...rest} type={type} className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">
        {label}
        {hint && <span className="block text-xs text-ink-faint">{hint}</span>}
      </span>
    </label>
  );
}
