import type { Brief } from '@entente/server/api-types';
import { SafeText } from '../../ui/safe-text.tsx';

/** The narrowest terms of everything in the brief. On paper both stand on every page. */
export function BriefTerms({ terms, place }: { terms: Brief['terms']; place: 'top' | 'bottom' }) {
  return (
    <div className={place === 'top' ? 'brief-terms' : 'brief-foot'}>
      <p className="rounded-md border border-edge bg-sunk px-3 py-1.5 text-sm">
        <strong className="tabular-nums">
          <SafeText>{terms.label}</SafeText>
        </strong>{' '}
        · <SafeText>{terms.audience}</SafeText>
        {terms.handling.map((each) => (
          <span key={each}>
            {' '}
            <SafeText>{each}</SafeText>
          </span>
        ))}
      </p>
    </div>
  );
}
