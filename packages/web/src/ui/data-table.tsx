import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_text,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, text: sortFn_text },
});

/** A column of a table here: header, accessor, cell. Keep the list of them outside of components. */
export type Column<T extends object> = ColumnDef<typeof features, T>;

interface DataTableProps<T extends object> {
  /** Says to screen readers what the table holds. */
  caption: string;
  columns: Column<T>[];
  rows: T[];
  rowId: (row: T) => string;
}

/**
 * A table that sorts by its heads; wide ones scroll sideways in themselves, never the page. On a phone each row is a card,
 * so that what it says and what can be done with it need no scrolling.
 */
export function DataTable<T extends object>({ caption, columns, rows, rowId }: DataTableProps<T>) {
  const table = useTable({ features, columns, data: rows, getRowId: rowId, enableSortingRemoval: false });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="overflow-x-auto rounded-lg border border-line bg-sheet" aria-label={caption} tabIndex={0}>
      <table className="w-full border-collapse text-sm wrap-break-word max-sm:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="max-sm:block">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} className="border-b border-line max-sm:flex max-sm:flex-wrap">
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
                    className={classNames(
                      'px-3 py-1.5 text-left font-normal',
                      !header.column.getCanSort() && 'max-sm:hidden',
                    )}
                  >
                    {header.column.getCanSort() ? (
                      <button
                        type="button"
                        onClick={header.column.getToggleSortingHandler()}
                        className="eyebrow inline-flex min-h-7 items-center gap-1 whitespace-nowrap hover:text-ink"
                      >
                        <table.FlexRender header={header} />
                        <Icon
                          name="down"
                          className={classNames('size-3', !sorted && 'opacity-30', sorted === 'asc' && 'rotate-180')}
                        />
                      </button>
                    ) : (
                      <span className="eyebrow whitespace-nowrap">
                        <table.FlexRender header={header} />
                      </span>
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody className="max-sm:block">
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              className="border-b border-line last:border-0 hover:bg-sunk/60 max-sm:grid max-sm:grid-cols-2 max-sm:items-end max-sm:gap-x-4 max-sm:gap-y-2 max-sm:p-3"
            >
              {row.getAllCells().map((cell, place) => (
                <td
                  key={cell.id}
                  className="px-3 py-2 align-top max-sm:min-w-0 max-sm:self-start max-sm:p-0 max-sm:first:col-span-2"
                >
                  {place > 0 && typeof cell.column.columnDef.header === 'string' && (
                    <span className="block text-xs text-ink-faint sm:hidden">{cell.column.columnDef.header}</span>
                  )}
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
