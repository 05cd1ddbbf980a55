import type { Collection } from '@entente/server/api-types';
import { useReleaseOptions } from '../api/use-release-options.ts';
import { readersInWords, termsSentence } from '../stix/terms-sentence.ts';
import { SafeText } from '../ui/safe-text.tsx';
import type { TermsDraft } from './terms-draft.ts';

interface TermsForecastProps {
  collection: Collection | undefined;
  terms: TermsDraft;
}

/** Who will get it, said anew with every choice. */
export function TermsForecast({ collection, terms }: TermsForecastProps) {
  const options = useReleaseOptions();
  const { tlp } = terms;
  const nameOf = (id: string) => options.find((option) => option.id === id)?.name ?? id;
  return (
    <p role="status" className="mb-5 border-l-3 border-accent bg-accent-soft px-4 py-3 text-sm">
      {collection && tlp ? (
        <SafeText>
          {termsSentence({
            tlp,
            releasableTo: terms.releasableTo.map(nameOf),
            notReleasableTo: terms.notReleasableTo.map(nameOf),
            collection: readersInWords(collection),
          })}
        </SafeText>
      ) : (
        'Who will get it is said here, as you choose.'
      )}
    </p>
  );
}
