import type { PreviewRendition } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { membersQuery } from '../api/members.ts';
import { plainText } from '../lib/hostile-text.ts';
import { classNames } from '../ui/class-names.ts';
import { SafeText } from '../ui/safe-text.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AudienceNames, audienceCount } from './audience-names.tsx';
import { selectorWords, withheldWords } from './selector-words.ts';
import { textPieces } from './text-pieces.ts';

// The map comes with its outlines, which who never opens a preview need not load.
const WorldMap = lazy(() => import('../ui/map/world-map.tsx').then((file) => ({ default: file.WorldMap })));

/** What each audience gets: choose one to see it on the map, and in the text what is struck out for it. */
export function RenditionsView({ renditions }: { renditions: readonly PreviewRendition[] }) {
  const [chosen, setChosen] = useState(0);
  const { data: members = [] } = useQuery(membersQuery);
  const [whole] = renditions;
  const shown = renditions[chosen] ?? whole;
  const tinted = useMemo(() => {
    const ids = new Set(shown?.audience.map((one) => one.id));
    return members.filter((member) => ids.has(member.id));
  }, [members, shown]);
  if (!whole || !shown) return null;
  return (
    <div className="space-y-4">
      <fieldset>
        <legend className="sr-only">What each audience gets</legend>
        <div className="divide-y divide-line overflow-hidden rounded-md border border-edge bg-sheet">
          {renditions.map((rendition, index) => (
            <div
              key={rendition.withheld.join(' ')}
              className={classNames('px-3 py-2', rendition === shown && 'bg-accent-soft')}
            >
              <label className="flex min-h-7 items-center gap-2.5 text-sm">
                <input
                  type="radio"
                  checked={rendition === shown}
                  onChange={() => setChosen(index)}
                  className="size-4 shrink-0"
                />
                <span className="min-w-0 flex-1 font-medium">
                  {rendition.withheld.length === 0 ? 'All of it' : `Without ${withheldWords(rendition.withheld)}`}
                </span>
                <span className="shrink-0 text-xs text-ink-soft">{audienceCount(rendition.audience)}</span>
              </label>
              <div className="pl-6.5">
                <AudienceNames audience={rendition.audience} />
              </div>
            </div>
          ))}
        </div>
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <Suspense fallback={<Skeleton lines={6} />}>
          <WorldMap label={plainText(`Who gets it: ${audienceCount(shown.audience)}`)} points={[]} tinted={tinted} />
        </Suspense>
        <section
          aria-label="What this rendition says"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard (WCAG 2.1.1).
          tabIndex={0}
          className="max-h-64 space-y-2 overflow-y-auto rounded-md border border-line bg-sheet p-3 font-serif text-sm"
        >
          {textPieces(whole.object, shown.withheld).map(({ selector, text, withheld }) =>
            withheld ? (
              <p key={selector} className="whitespace-pre-line">
                <span className="sr-only">{`Withheld, ${selectorWords(selector)}: `}</span>
                <del className="text-danger decoration-2">
                  <SafeText>{text}</SafeText>
                </del>
              </p>
            ) : (
              <p key={selector} className={classNames('whitespace-pre-line', selector === 'name' && 'font-semibold')}>
                <SafeText>{text}</SafeText>
              </p>
            ),
          )}
        </section>
      </div>
    </div>
  );
}
