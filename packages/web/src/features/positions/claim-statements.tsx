import type { ClaimView } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { CarriedBy } from '../reports/carried-by.tsx';

const shownAtFirst = 20;

/** Statements, newest first. */
export function ClaimStatements({ statements }: { statements: ClaimView['statements'] }) {
  const [count, setCount] = useState(shownAtFirst);
  if (statements.length === 0) return <p className="text-sm text-ink-soft">No statement that you may see.</p>;
  return (
    <>
      <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
        {statements.slice(0, count).map(({ id, said, kind, speaker, quote, report, carriedBy }) => (
          <li key={id} className="px-4 py-2.5 text-sm">
            <p>
              <span className="font-medium">
                <SafeText>{speaker}</SafeText>
              </span>{' '}
              <span className="text-ink-soft">
                <SafeText>{kind}</SafeText>
              </span>
              <span className="text-xs text-ink-faint">
                {' · '}
                <Time value={said} form="date" />
                {' · '}
                <Link to="/objects/$id" params={{ id }}>
                  statement
                </Link>
                {report && (
                  <>
                    {' · '}
                    <Link to="/objects/$id" params={{ id: report }}>
                      report
                    </Link>
                  </>
                )}
              </span>
            </p>
            {quote ? (
              <blockquote className="mt-0.5 border-l-2 border-line pl-2 font-serif text-[1.0313rem] text-ink-soft">
                <SafeText>{`“${quote}”`}</SafeText>
              </blockquote>
            ) : (
              <p className="text-xs text-ink-faint">Source recalled</p>
            )}
            <CarriedBy carriedBy={carriedBy} />
          </li>
        ))}
      </ul>
      {statements.length > count && (
        <Button className="mt-3" onClick={() => setCount(count + 100)}>
          Older ones
        </Button>
      )}
    </>
  );
}
