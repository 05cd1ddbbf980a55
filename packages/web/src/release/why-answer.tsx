import { useQuery } from '@tanstack/react-query';
import { whyQuery } from '../api/release.ts';
import { Badge } from '../ui/badge.tsx';
import { QueryState } from '../ui/query-state.tsx';
import { SafeText } from '../ui/safe-text.tsx';
import { selectorWords } from './selector-words.ts';

const appearance = {
  everything: { tone: 'good', text: 'Has all of it' },
  some: { tone: 'warn', text: 'Has a part of it' },
  nothing: { tone: 'danger', text: 'Does not have it' },
} as const;

/** Whether a member or unit has an object, or a place in it, and what decided. */
export function WhyAnswer({ id, viewer, property }: { id: string; viewer: string; property?: string | undefined }) {
  const answer = useQuery({ ...whyQuery(id, viewer, property), enabled: viewer !== '' });
  return (
    <QueryState query={answer} lines={3}>
      {({ sees, reasons }) => (
        <div aria-live="polite" className="space-y-2">
          <Badge tone={appearance[sees].tone}>{appearance[sees].text}</Badge>
          <ul className="list-disc space-y-1 pl-5 text-sm">
            {reasons.map(({ text, property: place }) => (
              <li key={`${place} ${text}`}>
                <SafeText>{place ? `${selectorWords(place)}: ${text}` : text}</SafeText>
              </li>
            ))}
          </ul>
        </div>
      )}
    </QueryState>
  );
}
