import { Link } from '@tanstack/react-router';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Key, MarkCard } from './mark-card.tsx';
import type { Reading } from './use-reading.ts';

/** The mark that is chosen, how far the review has come, and what can be done next. Sticks to the foot of a phone. */
export function ReviewPanel({ reading, mayConfirm }: { reading: Reading; mayConfirm: boolean }) {
  const { proposed, open, chosen, cast, review } = reading;
  return (
    <section
      aria-label="What is said here"
      className="fixed inset-x-0 bottom-15 z-10 border-t border-line bg-sheet p-3 shadow-pop lg:static lg:rounded-lg lg:border lg:p-4 lg:shadow-none"
    >
      {mayConfirm && proposed.length > 0 && (
        <Progress done={proposed.length - open.length} of={proposed.length} busy={review.busy} />
      )}
      {chosen ? (
        <MarkCard
          mark={chosen}
          speaker={cast.get(chosen.speakerName)}
          mayConfirm={mayConfirm}
          onAccept={reading.accept}
          onCorrect={reading.correct}
          onReject={reading.reject}
          onReopen={() => review.reopen(chosen.id)}
          onRevoke={() => review.revoke(chosen.id)}
        />
      ) : (
        <p className="text-sm text-ink-soft">
          {mayConfirm
            ? 'Nothing is proposed. Select words in the text to say who said them.'
            : 'Nothing in this report has been confirmed yet.'}
        </p>
      )}
      {mayConfirm && <Controls reading={reading} />}
    </section>
  );
}

function Controls({ reading: { step, undo, add, hasSelection } }: { reading: Reading }) {
  return (
    <div className="mt-2 flex items-center justify-between gap-2">
      <div className="flex gap-1">
        <Button size="sm" tone="quiet" onClick={() => step(-1)} aria-keyshortcuts="k">
          <Icon name="left" /> <Key>k</Key>
          <span className="sr-only">Previous</span>
        </Button>
        <Button size="sm" tone="quiet" onClick={() => step(1)} aria-keyshortcuts="j">
          <span className="sr-only">Next</span>
          <Key>j</Key> <Icon name="right" />
        </Button>
        <Button size="sm" tone="quiet" onClick={undo} aria-keyshortcuts="u">
          Undo <Key>u</Key>
        </Button>
      </div>
      <Button
        size="sm"
        tone={hasSelection ? 'primary' : 'quiet'}
        disabled={!hasSelection}
        // Taking the focus would take the selection with it.
        onPointerDown={(event) => event.preventDefault()}
        onClick={add}
        aria-keyshortcuts="n"
      >
        <Icon name="plus" /> Add selected <Key>n</Key>
      </Button>
    </div>
  );
}

const nextClass = 'font-medium text-accent hover:underline';

function Progress({ done, of, busy }: { done: number; of: number; busy: boolean }) {
  return (
    <div className="mb-3">
      <p className="mb-1 flex justify-between text-xs text-ink-soft" aria-live="polite">
        <span className="tabular">
          {done} of {of} decided
        </span>
        <span>{busy ? 'Storing …' : done === of ? 'Done' : ''}</span>
      </p>
      <div className="h-1 overflow-hidden rounded-full bg-sunk">
        <div className="h-full bg-accent transition-[width]" style={{ width: `${(100 * done) / of}%` }} />
      </div>
      {done === of && !busy && (
        <p className="mt-2 text-sm">
          See{' '}
          <Link to="/positions" className={nextClass}>
            where they stand
          </Link>
          , and{' '}
          <Link to="/positions" search={{ tab: 'signals' }} className={nextClass}>
            what stands against what
          </Link>
          .
        </p>
      )}
    </div>
  );
}
