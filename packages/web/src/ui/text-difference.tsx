import { diffWords } from '../lib/diff-words.ts';
import { SafeText } from './safe-text.tsx';

/** Two texts as one, with what went struck out and what came underlined. */
export function TextDifference({ before, after }: { before: string; after: string }) {
  return (
    <p className="break-words whitespace-pre-line">
      {diffWords(before, after).map((change, index) => {
        const text = <SafeText>{change.text}</SafeText>;
        // The words have no identity but their place.
        const key = `${index}-${change.kind}`;
        if (change.kind === 'removed') {
          return (
            <del key={key} className="bg-danger-soft text-danger">
              {text}
            </del>
          );
        }
        if (change.kind === 'added') {
          return (
            <ins key={key} className="bg-good-soft text-good">
              {text}
            </ins>
          );
        }
        return <span key={key}>{text}</span>;
      })}
    </p>
  );
}
