import type { GivenStatement, ReportView } from '@entente/server/api-types';
import { useRef, useState } from 'react';
import { acceptedAs } from './given-statement.ts';
import { castOf, type Mark, marksOf } from './marks.ts';
import { useReview } from './use-review.ts';
import { useReviewKeys } from './use-review-keys.ts';
import { selectedIn, useHasSelection } from './use-text-selection.ts';

/** Going through the marks of a report, by clicks and keys: which is chosen, what is decided, what is being edited. */
export function useReading(id: string, view: ReportView) {
  const review = useReview(id);
  const frame = useRef<HTMLDivElement>(null);
  const hasSelection = useHasSelection(frame);
  const marks = marksOf(view);
  const cast = castOf(marks);
  const proposed = marks.filter(({ proposal }) => proposal);
  const open = proposed.filter(({ state }) => state === 'open');
  const [chosenId, setChosenId] = useState(open[0]?.id ?? marks[0]?.id);
  const [editing, setEditing] = useState<GivenStatement>();
  const chosen = marks.find((mark) => mark.id === chosenId) ?? open[0] ?? marks[0];

  function choose(next: string | undefined): void {
    if (!next) return;
    setChosenId(next);
    requestAnimationFrame(() =>
      frame.current?.querySelector(`[data-mark="${next}"]`)?.scrollIntoView({ block: 'nearest', behavior: 'smooth' }),
    );
  }

  function step(by: 1 | -1): void {
    const at = marks.findIndex((mark) => mark.id === chosen?.id);
    choose(marks[Math.min(Math.max(at + by, 0), marks.length - 1)]?.id);
  }

  /** To the next that is open, below first. */
  function leave(mark: Mark): void {
    const at = marks.indexOf(mark);
    const rest = [...marks.slice(at + 1), ...marks.slice(0, at)];
    choose((rest.find(({ state }) => state === 'open') ?? mark).id);
  }

  function accept(): void {
    if (chosen?.state !== 'open' || !chosen.proposal) return;
    review.confirm(acceptedAs(chosen.proposal));
    leave(chosen);
  }

  function reject(): void {
    if (chosen?.state !== 'open') return;
    review.reject(chosen.id);
    leave(chosen);
  }

  function correct(): void {
    if (chosen?.state !== 'open' || !chosen.proposal) return;
    const given = acceptedAs(chosen.proposal);
    const selection = selectedIn(frame.current);
    setEditing(selection ? { ...given, content: [selection] } : given);
  }

  function add(): void {
    // A key may come before the browser has told of the selection: what counts is what is selected now.
    const selection = selectedIn(frame.current);
    if (!selection) return;
    setEditing({ source: [], cue: [], content: [selection], kind: 'said' });
  }

  function undo(): void {
    choose(review.undo());
  }

  useReviewKeys(view.mayConfirm && !editing, {
    j: () => step(1),
    k: () => step(-1),
    a: accept,
    c: correct,
    r: reject,
    n: add,
    u: undo,
  });

  return {
    /** Around the text: what is selected in it can be added. */
    frame,
    hasSelection,
    marks,
    cast,
    proposed,
    open,
    chosen,
    setChosen: setChosenId,
    choose,
    editing,
    review,
    step,
    accept,
    reject,
    correct,
    add,
    undo,
    closeEditing: () => setEditing(undefined),
    confirmEdited(statement: GivenStatement) {
      review.confirm(statement);
      setEditing(undefined);
      if (chosen && statement.proposal) leave(chosen);
    },
  };
}

export type Reading = ReturnType<typeof useReading>;
