import type { DateDefault } from '@entente/server/api-types';
import { tlpName } from '../../stix/tlp.ts';
import { Input } from '../../ui/controls.tsx';

const rows: readonly DateDefault['tlp'][] = ['clear', 'green', 'amber', 'amber+strict', 'red', 'none'];
const columns = [
  { name: 'reviewAfterDays', label: 'Review after' },
  { name: 'expireAfterDays', label: 'Expires after' },
] as const;

function rowName(tlp: DateDefault['tlp']): string {
  return tlp === 'none' ? 'No level' : tlpName(tlp);
}

/** Days after publication, by level; an object that names a date itself keeps its own. */
export function DateDefaultsFields({ dates }: { dates: readonly DateDefault[] }) {
  return (
    <div className="space-y-3">
      <p className="text-sm text-ink-soft">
        Days after publication, for what names no date itself and is published from now on. What expires is deleted for
        everybody.
      </p>
      <table className="w-full max-w-xl text-sm">
        <caption className="sr-only">Days after publication</caption>
        <thead>
          <tr>
            <th scope="col" className="eyebrow pb-1 text-left font-normal">
              Level
            </th>
            {columns.map(({ name, label }) => (
              <th key={name} scope="col" className="eyebrow pb-1 pl-3 text-left font-normal">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((tlp) => {
            const present = dates.find((each) => each.tlp === tlp);
            return (
              <tr key={tlp}>
                <th scope="row" className="py-1 text-left font-medium whitespace-nowrap">
                  {rowName(tlp)}
                </th>
                {columns.map(({ name, label }) => (
                  <td key={name} className="py-1 pl-3">
                    <Input
                      aria-label={`${rowName(tlp)}: ${label.toLowerCase()}, in days`}
                      name={`${tlp} ${name}`}
                      type="number"
                      min={1}
                      max={36_500}
                      defaultValue={present?.[name]}
                      placeholder="never"
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What a form with these fields says. */
export function readDateDefaults(fields: FormData): DateDefault[] {
  return rows.flatMap((tlp) => {
    const given = columns.flatMap(({ name }) => {
      const days = String(fields.get(`${tlp} ${name}`) ?? '');
      return days === '' ? [] : [[name, Number(days)] as const];
    });
    return given.length === 0 ? [] : [{ tlp, ...Object.fromEntries(given) }];
  });
}
