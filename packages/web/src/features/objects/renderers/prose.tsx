import { SafeText } from '../../../ui/safe-text.tsx';

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
          <SafeText>{paragraph}</SafeText>
        </p>
      ))}
    </div>
  );
}
