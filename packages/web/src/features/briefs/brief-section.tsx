import type { Brief } from '@entente/server/api-types';
import { useId } from 'react';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

type Section = Brief['sections'][number];

/** One question of a brief, and what answers it, each line with the numbers of its sources. */
export function BriefSection({ section: { heading, items, empty, note } }: { section: Section }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-7">
      <h2 id={id} className="mb-2 border-b border-line pb-1 font-serif text-xl">
        {heading}
      </h2>
      {items.length === 0 ? (
        <p className="text-sm text-ink-soft">{empty}</p>
      ) : (
        <ul className="divide-y divide-line">
          {items.map((item, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a brief does not change once it is made
            <Item key={place} item={item} />
          ))}
        </ul>
      )}
      {note && <p className="mt-1 text-xs text-ink-faint">{note}</p>}
    </section>
  );
}

function Item({ item: { day, lead, text, isQuote, note, sources } }: { item: Section['items'][number] }) {
  return (
    <li className="break-inside-avoid py-1.5 text-sm sm:grid sm:grid-cols-[6.5rem_minmax(0,1fr)] sm:gap-3">
      <span className="text-xs text-ink-faint sm:pt-0.5">{day && <Time value={day} form="date" />}</span>
      <span className="block min-w-0">
        {lead && (
          <strong className="font-semibold">
            <SafeText>{lead}</SafeText>:{' '}
          </strong>
        )}
        {isQuote ? (
          <q>
            <SafeText>{text}</SafeText>
          </q>
        ) : (
          <SafeText>{text}</SafeText>
        )}
        {sources.map((number) => (
          <a key={number} href={`#source-${number}`} className="ml-1 text-xs text-accent">
            [{number}]
          </a>
        ))}
        {note && (
          <span className="block text-xs text-ink-soft">
            <SafeText>{note}</SafeText>
          </span>
        )}
      </span>
    </li>
  );
}
