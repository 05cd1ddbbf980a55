import type { AuditReceived } from '@entente/server/api-types';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { receiptsPath, receiptsQuery } from './audit-queries.ts';
import { AuditedObject } from './audited-object.tsx';
import { ExportLinks } from './export-links.tsx';
import { MoreButton } from './more-button.tsx';
import { nothingKnown, Question } from './question.tsx';

const how = { delivered: 'Delivered', opened: 'Opened', exported: 'Exported' };

const columns: Column<AuditReceived>[] = [
  {
    id: 'time',
    header: 'When',
    accessorFn: ({ time }) => time,
    sortFn: 'text',
    cell: ({ row }) => <Time value={row.original.time} form="full" />,
  },
  {
    id: 'how',
    header: 'How',
    accessorFn: (row) => how[row.how],
    sortFn: 'text',
    cell: ({ row }) => how[row.original.how],
  },
  {
    id: 'object',
    header: 'What',
    accessorFn: ({ object }) => object ?? '',
    sortFn: 'text',
    cell: ({ row }) => <What received={row.original} />,
  },
  {
    id: 'collection',
    header: 'From',
    accessorFn: ({ collection }) => collection ?? '',
    sortFn: 'text',
    cell: ({ row }) => row.original.collection && <SafeText>{row.original.collection}</SafeText>,
  },
  {
    id: 'holder',
    header: 'By whom',
    accessorFn: ({ holder }) => holder.name,
    sortFn: 'text',
    cell: ({ row }) => <SafeText>{row.original.holder.name}</SafeText>,
  },
];

function What({ received: { object, title, version, filter } }: { received: AuditReceived }) {
  if (object !== undefined) {
    return (
      <>
        <AuditedObject id={object} title={title} />
        {version && (
          <span className="block text-xs text-ink-faint">
            version of <Time value={version} form="full" />
          </span>
        )}
      </>
    );
  }
  const { format, searched, ...narrowed } = filter ?? {};
  const parts = Object.entries(narrowed).map(([name, value]) => `${name}: ${String(value)}`);
  const all = parts.length === 0 && searched === undefined ? 'everything' : parts.join('; ');
  return <SafeText>{`a ${String(format)} file: ${searched ? 'what a search found; ' : ''}${all}`}</SafeText>;
}

interface ReceiptsTabProps {
  of: 'members' | 'persons';
  label: string;
  placeholder: string;
  about: string;
  onAbout: (id: string) => void;
  options: readonly { id: string; name: string }[];
}

/** What has this member had? What did this person open? Newest first, ranges expanded to what was in them. */
export function ReceiptsTab({ of, label, placeholder, about, onAbout, options }: ReceiptsTabProps) {
  const query = useInfiniteQuery({ ...receiptsQuery(of, about), enabled: about !== '' });
  return (
    <Question label={label} placeholder={placeholder} value={about} onValue={onAbout} options={options}>
      {nothingKnown(query.error) ?? (
        <QueryState query={query} lines={8}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.received);
            if (rows.length === 0)
              return (
                <EmptyState title="Nothing yet">
                  Nothing was fetched, opened or taken out there. What was released, fetched or not, stands under “Who
                  has this?”.
                </EmptyState>
              );
            return (
              <div className="space-y-3">
                <div className="flex justify-end">
                  <ExportLinks href={(format) => `${receiptsPath(of, about)}?format=${format}`} />
                </div>
                <DataTable
                  caption={label}
                  columns={columns}
                  rows={rows}
                  rowId={({ entry, object, version, collection }) => `${entry} ${object} ${version} ${collection}`}
                />
                <MoreButton query={query} />
              </div>
            );
          }}
        </QueryState>
      )}
    </Question>
  );
}
