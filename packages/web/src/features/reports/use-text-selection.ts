import { type RefObject, useEffect, useState } from 'react';
import type { Span } from './marks.ts';

/** The offset at an end of a selection that lies in this piece, which carries `data-from` and `data-to`. */
function offsetIn(piece: HTMLElement, node: Node, offset: number): number {
  const [from, to] = [Number(piece.dataset.from), Number(piece.dataset.to)];
  const range = document.createRange();
  range.selectNodeContents(piece);
  range.setEnd(node, offset);
  const before = range.toString().length;
  // Where characters are shown as code points, counting would go wrong: then the whole piece is meant.
  return piece.textContent?.length === to - from ? from + before : before === 0 ? from : to;
}

/** The part of the text that a range covers; its ends may lie between pieces. */
function spanOf(frame: HTMLElement, range: Range): Span | undefined {
  const pieces = [...frame.querySelectorAll<HTMLElement>('[data-from]')].filter((piece) => range.intersectsNode(piece));
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return undefined;
  const start = first.contains(range.startContainer)
    ? offsetIn(first, range.startContainer, range.startOffset)
    : Number(first.dataset.from);
  const end = last.contains(range.endContainer)
    ? offsetIn(last, range.endContainer, range.endOffset)
    : Number(last.dataset.to);
  return start < end ? { start, end } : undefined;
}

/** What is selected in a frame at this moment, as offsets; undefined where nothing is. */
export function selectedIn(frame: HTMLElement | null): Span | undefined {
  const selection = document.getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : undefined;
  if (!frame || !range || range.collapsed || !frame.contains(range.startContainer)) return undefined;
  return spanOf(frame, range);
}

/** Whether something of the report's text is selected. */
export function useHasSelection(frame: RefObject<HTMLElement | null>): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    const onChange = () => setHas(selectedIn(frame.current) !== undefined);
    document.addEventListener('selectionchange', onChange);
    return () => document.removeEventListener('selectionchange', onChange);
  }, [frame]);
  return has;
}
