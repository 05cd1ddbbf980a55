import { type RefObject, useEffect, useState } from 'react';
import type { Span } from './marks.ts';

/** Where in the text an end of a selection lies: pieces carry `data-from` and `data-to`. */
function offsetOf(node: Node, offset: number): number | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  const piece = element?.closest<HTMLElement>('[data-from]');
  if (!piece) return undefined;
  const [from, to] = [Number(piece.dataset.from), Number(piece.dataset.to)];
  const range = document.createRange();
  range.selectNodeContents(piece);
  range.setEnd(node, offset);
  const before = range.toString().length;
  // Where characters are shown as code points, counting would go wrong: then the whole piece is meant.
  return piece.textContent?.length === to - from ? from + before : before === 0 ? from : to;
}

/** What is selected of the report's text, as offsets; undefined where nothing is. */
export function useTextSelection(frame: RefObject<HTMLElement | null>): Span | undefined {
  const [span, setSpan] = useState<Span>();
  useEffect(() => {
    const onChange = () => {
      const selection = document.getSelection();
      const range = selection?.rangeCount ? selection.getRangeAt(0) : undefined;
      if (!range || range.collapsed || !frame.current?.contains(range.commonAncestorContainer)) {
        setSpan(undefined);
        return;
      }
      const start = offsetOf(range.startContainer, range.startOffset);
      const end = offsetOf(range.endContainer, range.endOffset);
      setSpan(start !== undefined && end !== undefined && start < end ? { start, end } : undefined);
    };
    document.addEventListener('selectionchange', onChange);
    return () => document.removeEventListener('selectionchange', onChange);
  }, [frame]);
  return span;
}
