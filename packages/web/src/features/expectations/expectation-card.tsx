import type { Expectation } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { formatDate } from '../../lib/format-time.ts';
import { ObjectLink } from '../../stix/object-link.tsx';
import { Badge } from '../../ui/badge.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { OutcomeDialog } from '../ledger-forms/outcome-dialog.tsx';
import { RecordButton } from '../ledger-forms/record-button.tsx';
import { stageLooks } from './stage-looks.ts';
import { windowWords } from './window-words.ts';

/** One expectation: who said what for when, and every word on what became of it. */
export function ExpectationCard({ expectation }: { expectation: Expectation }) {
  const { name, description, source, said, phrase, window, firstWindow, likelihood, stage, about, outcomes } =
    expectation;
  const { tone, sign, word } = stageLooks[stage];
  const hasMoved = window.from !== firstWindow.from || window.to !== firstWindow.to;
  return (
    <article className="rounded-lg border border-line bg-sheet p-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 className="min-w-0 font-serif text-base font-semibold">
          <SafeText>{name}</SafeText>
        </h3>
        <Badge tone={tone}>
          <span aria-hidden="true">{sign}</span> {word}
        </Badge>
      </div>
      <p className="mt-1 text-sm">
        <span className="tabular">{windowWords(window)}</span>
        {likelihood !== 'stated' && <span className="text-ink-soft">, {likelihood}</span>}
        {hasMoved && <span className="text-ink-faint"> (at first {windowWords(firstWindow)})</span>}
      </p>
      <p className="mt-1 text-xs text-ink-soft">
        <SafeText>{source}</SafeText>, {formatDate(said)}
        {phrase && (
          <>
            : “<SafeText>{phrase}</SafeText>”
          </>
        )}
      </p>
      {description && (
        <p className="mt-1 text-sm text-ink-soft">
          <SafeText>{description}</SafeText>
        </p>
      )}
      {outcomes.length > 0 && (
        <ol className="mt-3 space-y-1.5 border-t border-line pt-2 text-sm">
          {outcomes.map((each) => (
            <li key={each.id}>
              <span className="text-xs text-ink-faint">{formatDate(each.on)}</span> {stageLooks[each.outcome].word}
              {each.window && ` to ${windowWords(each.window)}`}, says <SafeText>{each.source}</SafeText>
              {each.description && (
                <span className="block text-ink-soft">
                  <SafeText>{each.description}</SafeText>
                </span>
              )}
              {each.statement && (
                <span className="block text-xs">
                  <ObjectLink id={each.statement.id} summary={each.statement} />
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      <div className="mt-3">
        <RecordButton
          label="Say what became of it"
          size="sm"
          dialog={(onClose) => <OutcomeDialog expectation={expectation} onClose={onClose} />}
        />
      </div>
      {about.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-x-3 text-xs">
          {about.map((each) => (
            <li key={each.id}>
              <AboutLink {...each} />
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

function AboutLink({ id, name }: { id: string; name: string }) {
  const look = 'text-accent underline underline-offset-2';
  return id.startsWith('commitment--') ? (
    <Link to="/commitments/$id" params={{ id }} className={look}>
      <SafeText>{name}</SafeText>
    </Link>
  ) : (
    <Link to="/objects/$id" params={{ id }} className={look}>
      <SafeText>{name}</SafeText>
    </Link>
  );
}
