import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

/** The same as files: all of it, not only what is shown. `href` makes the address for a format. */
export function ExportLinks({ href }: { href: (format: 'csv' | 'ndjson') => string }) {
  return (
    <div className="flex gap-2">
      <a href={href('csv')} download className={buttonClass('secondary', 'sm')}>
        <Icon name="export" className="size-3.5" /> CSV
      </a>
      <a href={href('ndjson')} download className={buttonClass('secondary', 'sm')}>
        <Icon name="export" className="size-3.5" /> JSON
      </a>
    </div>
  );
}
