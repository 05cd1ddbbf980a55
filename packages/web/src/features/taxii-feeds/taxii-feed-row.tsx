import type { TaxiiFeed } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { collectionsQuery } from '../../api/collections.ts';
import { removeTaxiiFeed, runTaxiiFeed, setTaxiiFeedState } from '../../api/taxii-feeds.ts';
import { countOf } from '../../lib/format-number.ts';
import { tlpAppearance } from '../../stix/tlp.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { RefusedObjects } from './refused-objects.tsx';

/** One feed: where, under which terms, how it goes, and what can be done with it. */
export function TaxiiFeedRow({ feed }: { feed: TaxiiFeed }) {
  const queryClient = useQueryClient();
  const { data: collections = [] } = useQuery(collectionsQuery);
  const [isRemoving, setIsRemoving] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['taxii-feeds'] });
  const run = useMutation({ mutationFn: () => runTaxiiFeed(feed.id), onSettled: refresh });
  const change = useMutation({
    mutationFn: (state: 'on' | 'paused') => setTaxiiFeedState(feed.id, state),
    onSettled: refresh,
  });
  const isPull = feed.direction === 'pull';
  const here = collections.find(({ id }) => id === feed.collection)?.title ?? 'a collection';
  const level = tlpAppearance(feed.terms?.tlp ?? feed.level ?? 'clear').label;
  const to = feed.terms?.releasableTo ?? [];
  return (
    <li className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 font-medium break-words">
          <Icon name={isPull ? 'import' : 'export'} className="mr-1.5" />
          {isPull ? 'From ' : 'To '}
          <SafeText>{new URL(feed.url).host}</SafeText> <State feed={feed} />
        </p>
        <p className="text-sm text-ink-soft">
          {countOf(feed.objects, 'object')} {isPull ? 'taken in' : 'sent'}
        </p>
      </div>
      <p className="text-sm break-words text-ink-soft">
        <SafeText>{`${feed.url}, collection ${feed.source}`}</SafeText>
      </p>
      <p className="text-sm text-ink-soft">
        {isPull ? 'Into ' : 'What is released in '}
        <SafeText>{here}</SafeText>
        {isPull ? ` as ${level}` : `, ${level}${feed.level === 'green' ? ' and wider' : ''}`}
        {to.length > 0 && ', to those you named'} · every {feed.minutes === 1 ? 'minute' : `${feed.minutes} minutes`}
        {feed.login !== 'none' && ' · with a credential'}
        {feed.proofs !== undefined &&
          ` · proofs ${feed.proofs === feed.source ? 'beside them' : 'in a collection of their own'}`}
        {feed.ran !== undefined && (
          <>
            {' · ran '}
            <Time value={feed.ran} />
          </>
        )}
      </p>
      {feed.problem !== undefined && <p className="text-sm text-danger">{feed.problem}</p>}
      {run.isError && <ErrorState error={run.error} />}
      {change.isError && <ErrorState error={change.error} />}
      <div className="flex flex-wrap gap-2">
        {feed.state === 'on' ? (
          <>
            <Button size="sm" busy={run.isPending} onClick={() => run.mutate()}>
              Run now
            </Button>
            <Button size="sm" onClick={() => change.mutate('paused')}>
              Pause
            </Button>
          </>
        ) : (
          <Button size="sm" onClick={() => change.mutate('on')}>
            Go on
          </Button>
        )}
        <Button size="sm" onClick={() => setIsRemoving(true)}>
          Remove
        </Button>
        {feed.refused > 0 && (
          <Button size="sm" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            <Icon name={isOpen ? 'down' : 'right'} className="size-3" />
            {countOf(feed.refused, 'object')} {isPull ? 'not taken in' : 'not sent'}
          </Button>
        )}
      </div>
      {isOpen && <RefusedObjects feed={feed.id} />}
      <ConfirmDialog
        open={isRemoving}
        onOpenChange={setIsRemoving}
        title="Remove this feed"
        action="Remove"
        onConfirm={() => removeTaxiiFeed(feed.id).then(refresh)}
      >
        {isPull
          ? 'Nothing more is taken in from there. What came in stays. The credential is deleted.'
          : 'Nothing more is sent there. What was sent stays out there, beyond recall. The credential is deleted.'}
      </ConfirmDialog>
    </li>
  );
}

function State({ feed: { state, problem, ran } }: { feed: TaxiiFeed }) {
  if (state === 'paused') return <Badge>Paused</Badge>;
  if (problem !== undefined) {
    return (
      <Badge tone="warn">
        <Icon name="warning" className="size-3" />
        Failing
      </Badge>
    );
  }
  if (ran === undefined) return <Badge>Not run yet</Badge>;
  return (
    <Badge>
      <Icon name="check" className="size-3" />
      Runs
    </Badge>
  );
}
