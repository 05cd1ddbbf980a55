import { asTexts } from '../../../lib/read-value.ts';
import { SafeText } from '../../../ui/safe-text.tsx';

/** A list of words, if the value is one and has any. */
export function tagsOf(value: unknown) {
  const words = asTexts(value);
  if (words.length === 0) return undefined;
  return (
    <span className="flex flex-wrap gap-1">
      {words.map((word) => (
        <span key={word} className="rounded-sm bg-sunk px-1.5 font-normal">
          <SafeText>{word}</SafeText>
        </span>
      ))}
    </span>
  );
}
