import type { Refusal } from '@entente/server/api-types';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

const shownFirst = 50;

/** Why objects were refused: which, where in it, and the rule of the standard. */
export function RefusalList({ refusals }: { refusals: Refusal[] }) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? refusals : refusals.slice(0, shownFirst);
  return (
    <>
      <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
        {shown.map((refusal, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one object may break the same rule twice
          <li key={index} className="px-4 py-2 text-sm">
            <p>
              <SafeText>{refusal.message}</SafeText>
            </p>
            <p className="text-xs text-ink-faint">
              <SafeText className="font-mono">{[refusal.id, refusal.path].filter(Boolean).join(' · ')}</SafeText>
              {' · '}
              {refusal.rule}
              {refusal.section && `, section ${refusal.section}`}
            </p>
          </li>
        ))}
      </ul>
      {refusals.length > shownFirst && !whole && (
        <Button size="sm" className="mt-2" onClick={() => setWhole(true)}>
          Show all {refusals.length}
        </Button>
      )}
    </>
  );
}
