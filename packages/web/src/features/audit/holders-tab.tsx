import type { AuditHolding } from '@entente/server/api-types';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { plainText } from '../../lib/hostile-text.ts';
import { WhyAnswer } from '../../release/why-answer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { holdingsQuery, questionPath } from './audit-queries.ts';
import { ExportLinks } from './export-links.tsx';
import { MoreButton } from './more-button.tsx';
import { nothingKnown, Question } from './question.tsx';

/** A moment, or a dash. */
function When({ told }: { told: { time: string } | undefined }) {
  return told === undefined ? <span className="text-ink-faint">–</span> : <Time value={told.time} form="full" />;
}

const facts: Column<AuditHolding>[] = [
  {
    id: 'holder',
    header: 'Who',
    accessorFn: ({ holder }) => holder.name,
    sortFn: 'text',
    cell: ({ row }) => (
      <span className="flex flex-wrap items-center gap-x-2">
        <SafeText>{row.original.holder.name}</SafeText>
        {row.original.until && <Badge tone="warn">no more</Badge>}
      </span>
    ),
  },
  {
    id: 'version',
    header: 'Version',
    accessorFn: ({ version }) => version,
    sortFn: 'text',
    cell: ({ row }) => <Time value={row.original.version} form="full" />,
  },
  {
    id: 'released',
    header: 'Released',
    accessorFn: ({ released }) => released.time,
    sortFn: 'text',
    cell: ({ row }) => <When told={row.original.released} />,
  },
  {
    id: 'delivered',
    header: 'Delivered',
    accessorFn: ({ delivered }) => delivered?.time ?? '',
    sortFn: 'text',
    cell: ({ row }) => <When told={row.original.delivered} />,
  },
  {
    id: 'opened',
    header: 'Opened',
    accessorFn: ({ opened }) => opened?.time ?? '',
    sortFn: 'text',
    cell: ({ row }) => (
      <>
        <When told={row.original.opened} />
        {row.original.opened?.by && (
          <span className="block text-xs text-ink-faint">
            <SafeText>{row.original.opened.by}</SafeText>
          </span>
        )}
      </>
    ),
  },
  {
    id: 'exported',
    header: 'Exported',
    accessorFn: ({ exported }) => exported?.time ?? '',
    sortFn: 'text',
    cell: ({ row }) => (
      <>
        <When told={row.original.exported} />
        {row.original.exported?.isCertain === false && (
          <span className="block text-xs text-ink-faint">perhaps: by a search</span>
        )}
      </>
    ),
  },
  {
    id: 'until',
    header: 'Taken back',
    accessorFn: ({ until }) => until?.time ?? '',
    sortFn: 'text',
    cell: ({ row }) => <When told={row.original.until} />,
  },
];

interface HoldersTabProps {
  about: string;
  onAbout: (id: string) => void;
  /** Whether the viewer may ask why others have it. */
  asksWhy: boolean;
}

/** Asks what decides now that a member or unit has it; people are answered for by these. */
function whyColumn(onAsk: (holding: AuditHolding) => void): Column<AuditHolding> {
  return {
    id: 'why',
    header: () => <span className="sr-only">Why</span>,
    cell: ({ row }) =>
      row.original.holder.kind === 'person' ? null : (
        <Button
          size="sm"
          aria-haspopup="dialog"
          aria-label={`Why ${plainText(row.original.holder.name)} has it`}
          onClick={() => onAsk(row.original)}
        >
          Why?
        </Button>
      ),
  };
}

/** Who has this object? By version, with what reached whom. */
export function HoldersTab({ about, onAbout, asksWhy }: HoldersTabProps) {
  const [asked, setAsked] = useState<AuditHolding>();
  const columns = asksWhy ? [...facts, whyColumn(setAsked)] : facts;
  const query = useInfiniteQuery({ ...holdingsQuery(about), enabled: about !== '' });
  return (
    <Question label="Who has this object?" placeholder="report--84e4d88f-44ea-…" value={about} onValue={onAbout}>
      {nothingKnown(query.error) ?? (
        <QueryState query={query} lines={8}>
          {({ pages }) => (
            <div className="space-y-3">
              <div className="flex justify-end">
                <ExportLinks href={(format) => `${questionPath('objects', about, 'holders')}?format=${format}`} />
              </div>
              <DataTable
                caption="Who has it"
                columns={columns}
                rows={pages.flatMap((page) => page.holdings)}
                rowId={({ version, holder }) => `${version} ${holder.id} ${holder.name}`}
              />
              <MoreButton query={query} />
              {asked && (
                <Dialog open onOpenChange={() => setAsked(undefined)} title={`Why ${plainText(asked.holder.name)}?`}>
                  <WhyAnswer id={about} viewer={asked.holder.id} />
                </Dialog>
              )}
            </div>
          )}
        </QueryState>
      )}
    </Question>
  );
}
