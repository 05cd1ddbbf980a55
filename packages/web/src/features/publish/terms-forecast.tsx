import type { Collection } from '@entente/server/api-types';
import { termsSentence } from '../../stix/terms-sentence.ts';
import type { NameOption } from '../../ui/name-picker.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import type { TermsDraft } from './terms-draft.ts';

interface TermsForecastProps {
  collection: Collection | undefined;
  terms: TermsDraft;
  options: readonly NameOption[];
}

/** Who will get it, said anew with every choice. */
export function TermsForecast({ collection, terms, options }: TermsForecastProps) {
  const { tlp } = terms;
  const nameOf = (id: string) => options.find((option) => option.id === id)?.name ?? id;
  return (
    <p role="status" className="border-l-3 border-accent bg-accent-soft px-3 py-2 text-sm">
      {collection && tlp ? (
        <SafeText>
          {termsSentence({
            tlp,
            releasableTo: terms.releasableTo.map(nameOf),
            notReleasableTo: terms.notReleasableTo.map(nameOf),
            collection: {
              title: collection.title,
              readers: Array.isArray(collection.readers)
                ? collection.readers.map((member) => member.name)
                : collection.readers,
            },
          })}
        </SafeText>
      ) : (
        'Who will get it is said here, as you choose.'
      )}
    </p>
  );
}
