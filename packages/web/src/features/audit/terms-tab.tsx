import { useQuery } from '@tanstack/react-query';
import { QueryState } from '../../ui/query-state.tsx';
import { questionPath, termsQuery } from './audit-queries.ts';
import { EntryList } from './entry-list.tsx';
import { ExportLinks } from './export-links.tsx';
import { nothingKnown, Question } from './question.tsx';

/** What changed in an object's terms, when, by whom, approved by whom? In order. */
export function TermsTab({ about, onAbout }: { about: string; onAbout: (id: string) => void }) {
  const query = useQuery({ ...termsQuery(about), enabled: about !== '' });
  return (
    <Question
      label="What changed in the terms of this object?"
      placeholder="report--84e4d88f-44ea-…"
      value={about}
      onValue={onAbout}
    >
      {nothingKnown(query.error) ?? (
        <QueryState query={query} lines={8}>
          {({ entries, legend }) => (
            <div className="space-y-3">
              <div className="flex justify-end">
                <ExportLinks href={(format) => `${questionPath('objects', about, 'terms')}?format=${format}`} />
              </div>
              <EntryList entries={entries} legend={legend} />
            </div>
          )}
        </QueryState>
      )}
    </Question>
  );
}
