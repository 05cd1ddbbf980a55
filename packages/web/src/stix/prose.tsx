import { splitLinks } from '../lib/split-links.ts';
import { ExternalLink } from '../ui/external-link.tsx';
import { SafeText } from '../ui/safe-text.tsx';

/** The words of a paragraph, with the links that it writes; where a link leads is in its tooltip. */
function ParagraphText({ text }: { text: string }) {
  return splitLinks(text).map((piece, index) =>
    'text' in piece ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
      <SafeText key={index}>{piece.text}</SafeText>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
      <ExternalLink key={index} href={piece.href}>
        <SafeText>{piece.label}</SafeText>
      </ExternalLink>
    ),
  );
}

/** A text as a column for reading: serif, about 65 characters wide, paragraphs at blank lines. */
export function Prose({ text, large = false }: { text: string; large?: boolean }) {
  const paragraphs = text.split(/\r?\n\s*\r?\n/).filter((paragraph) => paragraph.trim() !== '');
  return (
    <div
      className={
        large
          ? 'max-w-[40rem] space-y-[1.05em] font-serif text-[1.1875rem] leading-[1.62]'
          : 'max-w-[42rem] space-y-3 font-serif text-[1.0625rem] leading-[1.55]'
      }
    >
      {paragraphs.map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no identity but their place
        <p key={index} className="whitespace-pre-line">
          <ParagraphText text={paragraph} />
        </p>
      ))}
    </div>
  );
}
