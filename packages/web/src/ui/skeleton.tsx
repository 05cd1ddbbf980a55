import { classNames } from './class-names.ts';

/** Lines where text will be; said once to screen readers as “Loading”. */
export function Skeleton({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <div role="status" className={classNames('space-y-2.5', className)}>
      <span className="sr-only">Loading…</span>
      {Array.from({ length: lines }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: identical lines, never reordered
          key={index}
          className={classNames('skeleton h-4', index % 3 === 2 && 'w-2/3')}
        />
      ))}
    </div>
  );
}
