import type { Picture } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { formatDate } from '../../lib/format-time.ts';
import { Badge } from '../../ui/badge.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { stageLooks } from '../expectations/stage-looks.ts';

/** What was announced or promised for a day, and whether that day has passed without a word. */
export function DuePanel({ picture: { expectations, commitments, overdue } }: { picture: Picture }) {
  const isEmpty = expectations.length + commitments.length === 0;
  return (
    <Panel
      title="Due and overdue"
      bare
      aside={
        <Link to="/expectations" className="inline-block py-1 text-accent hover:underline">
          {overdue > 0 ? `${overdue} overdue` : 'Expectations'}
        </Link>
      }
    >
      {isEmpty && <p className="text-sm text-ink-soft">Nothing was awaited by then.</p>}
      <ul className="divide-y divide-line text-sm">
        {expectations.map(({ id, name, window, stage, overdue: isOver, source }) => (
          <li key={id} className="flex items-start justify-between gap-3 py-2">
            <span className="min-w-0">
              <Link to="/objects/$id" params={{ id }} search={{}}>
                <SafeText>{name}</SafeText>
              </Link>
              <span className="block text-xs text-ink-soft">
                <SafeText>{source}</SafeText> · {formatDate(window.from)}
                {window.to && window.to !== window.from && ` to ${formatDate(window.to)}`}
              </span>
            </span>
            <span className="shrink-0 whitespace-nowrap">
              <Badge tone={isOver ? 'warn' : stageLooks[stage].tone}>
                <span aria-hidden="true">{isOver ? '!' : stageLooks[stage].sign}</span>{' '}
                {isOver ? 'overdue' : stageLooks[stage].word}
              </Badge>
            </span>
          </li>
        ))}
        {commitments.map(({ id, name, by, due, overdue: isOver }) => (
          <li key={id} className="flex items-start justify-between gap-3 py-2">
            <span className="min-w-0">
              <Link to="/commitments/$id" params={{ id }}>
                <SafeText>{name}</SafeText>
              </Link>
              <span className="block text-xs text-ink-soft">
                <SafeText>{by.name}</SafeText>
                {due && ` · ${formatDate(due)}`}
              </span>
            </span>
            <span className="shrink-0 whitespace-nowrap">
              <Badge tone={isOver ? 'warn' : 'plain'}>
                <span aria-hidden="true">{isOver ? '!' : '◑'}</span> {isOver ? 'overdue' : 'due'}
              </Badge>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
