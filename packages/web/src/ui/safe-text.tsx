import { splitHostileText } from '../lib/hostile-text.ts';

/** A value of an object as text: isolated from the text around it, with deceptive characters shown as code points. */
export function SafeText({ children, className }: { children: string; className?: string }) {
  return (
    <bdi className={className}>
      {splitHostileText(children).map((piece, index) =>
        'text' in piece ? (
          piece.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
          <span key={index} className="codepoint" title="A hidden character, shown instead of obeyed">
            {piece.codepoint}
          </span>
        ),
      )}
    </bdi>
  );
}
