import { SafeText } from '../../ui/safe-text.tsx';

/** What a version changes, one sentence each. */
export function ChangeList({ changes }: { changes: { kind: string; sentence: string }[] }) {
  if (changes.length === 0) return <p className="text-sm text-ink-soft">It changes nothing but its dates.</p>;
  return (
    <ul className="space-y-1 text-sm">
      {changes.map(({ sentence }) => (
        <li key={sentence} className="flex gap-2">
          <span aria-hidden className="text-ink-faint">
            •
          </span>
          <SafeText className="min-w-0 wrap-break-word">{sentence}</SafeText>
        </li>
      ))}
    </ul>
  );
}
