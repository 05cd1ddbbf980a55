import type { PositionCell } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { matrixQuery, positionChangesQuery } from '../../api/positions.ts';
import { mayPublish, useMe } from '../../api/session.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { Choice, Input } from '../../ui/controls.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { NothingKnownThen } from '../../ui/nothing-known-then.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { TimeSlider } from '../../ui/time-slider.tsx';
import { ChangesTab } from './changes-tab.tsx';
import { ClaimDialog } from './claim-dialog.tsx';
import { ClaimList } from './claim-list.tsx';
import { Matrix } from './matrix.tsx';
import { narrowBoard } from './narrow-board.ts';
import { PositionDialog } from './position-dialog.tsx';
import { SignalsTab } from './signals-tab.tsx';
import { StanceLegend } from './stance-legend.tsx';

interface BoardPageProps {
  tab: string;
  onTab: (tab: string) => void;
}

/** Where they stand: the matrix, what it points out, and what is new in it. */
export function BoardPage({ tab, onTab }: BoardPageProps) {
  usePageTitle('Where they stand');
  const me = useMe();
  const [adding, setAdding] = useState<'claim' | 'position'>();
  const changes = useQuery(positionChangesQuery);
  const fresh = changes.data?.since ? changes.data.points.length + changes.data.claims.length : 0;
  return (
    <>
      <PageHeader
        title="Where they stand"
        lead="Each member’s position on each claim, from what you may see: who agrees, who contradicts whom, who moved."
        actions={
          mayPublish(me) && (
            <>
              <Button onClick={() => setAdding('position')}>
                <Icon name="plus" className="size-3" /> Position
              </Button>
              <Button tone="primary" onClick={() => setAdding('claim')}>
                <Icon name="plus" className="size-3" /> Claim
              </Button>
            </>
          )
        }
      />
      <Tabs
        value={tab}
        onChange={onTab}
        items={[
          { value: 'board', label: 'Board', content: <Board /> },
          { value: 'signals', label: 'Signals', content: <SignalsTab /> },
          {
            value: 'changes',
            label: 'Since you looked',
            ...(fresh > 0 ? { count: fresh } : {}),
            content: <ChangesTab />,
          },
        ]}
      />
      {adding === 'claim' && <ClaimDialog onClose={() => setAdding(undefined)} />}
      {adding === 'position' && <PositionDialog onClose={() => setAdding(undefined)} />}
    </>
  );
}

function Board() {
  const navigate = useNavigate();
  const [time, setTime] = useState<{ asOf?: string; known?: string }>({});
  const [words, setWords] = useState('');
  const [silent, setSilent] = useState(false);
  const matrix = useQuery(matrixQuery(time));
  const open = (cell: PositionCell) =>
    void navigate({ to: '/claims/$id', params: { id: cell.claim }, search: { holder: cell.principal } });
  return (
    <QueryState query={matrix} lines={14}>
      {(board) => {
        if (board.claims.length === 0 && board.known === undefined) {
          return (
            <EmptyState title="No claims yet">
              A claim is a neutral sentence that one can agree or disagree with. Put one, and take down who stands
              where.
            </EmptyState>
          );
        }
        const { claims, principals } = narrowBoard(board, words, silent);
        const without = board.principals.length - new Set(board.cells.map(({ principal }) => principal)).size;
        return (
          <div className="space-y-3">
            <TimeSlider days={board.days} search={time} onChange={setTime} />
            {board.known !== undefined && board.claims.length === 0 && <NothingKnownThen day={board.known} />}
            <div className="flex flex-wrap items-end gap-x-5 gap-y-2">
              <Field label="Find a claim or member" className="w-64">
                {(control) => (
                  <Input {...control} type="search" value={words} onChange={(event) => setWords(event.target.value)} />
                )}
              </Field>
              <Choice
                label={`Members without any position (${without})`}
                checked={silent}
                onChange={(event) => setSilent(event.target.checked)}
                className="hidden lg:flex"
              />
            </div>
            <StanceLegend />
            <div className="hidden lg:block">
              <Matrix claims={claims} principals={principals} cells={board.cells} onOpen={open} />
            </div>
            <div className="lg:hidden">
              <ClaimList claims={claims} />
            </div>
          </div>
        );
      }}
    </QueryState>
  );
}
