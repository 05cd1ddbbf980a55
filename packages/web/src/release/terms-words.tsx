import type { TlpLevel } from '@entente/server/api-types';
import { useReleaseOptions } from '../api/use-release-options.ts';
import { TlpLabel } from '../stix/tlp-label.tsx';
import { SafeText } from '../ui/safe-text.tsx';

interface TermsWordsProps {
  terms: { tlp: TlpLevel; releasableTo?: string[] | undefined; notReleasableTo?: string[] | undefined };
}

/** A level and whom it names, in a line: "TLP:AMBER only France, not Iraq". Ids are said as names. */
export function TermsWords({ terms: { tlp, releasableTo = [], notReleasableTo = [] } }: TermsWordsProps) {
  const options = useReleaseOptions();
  const names = (ids: string[]) => ids.map((id) => options.find((option) => option.id === id)?.name ?? id).join(', ');
  const words = [
    releasableTo.length > 0 && `only ${names(releasableTo)}`,
    notReleasableTo.length > 0 && `not ${names(notReleasableTo)}`,
  ].filter((one) => one !== false);
  return (
    <>
      <TlpLabel level={tlp} /> <SafeText>{words.join(', ')}</SafeText>
    </>
  );
}
