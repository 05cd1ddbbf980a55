import { useQuery } from '@tanstack/react-query';
import { rosterVersionsQuery } from '../../api/roster.ts';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { ChangeList } from './change-list.tsx';

/** All versions, newest first: what each changed and who signed it. */
export function VersionList() {
  const versions = useQuery(rosterVersionsQuery);
  return (
    <QueryState query={versions} lines={8}>
      {(list) => (
        <ol className="max-w-4xl space-y-3">
          {list.map(({ version, issued, signers, changes }, index) => (
            <li key={version} className="rounded-lg border border-line bg-sheet p-4">
              <details open={index === 0}>
                <summary className="cursor-pointer text-sm">
                  <strong>Version {version}</strong>{' '}
                  <span className="text-ink-soft">
                    <Time value={issued} form="date" />, signed by{' '}
                    <SafeText>{signers.map(({ name }) => name).join(', ')}</SafeText>
                  </span>
                </summary>
                <div className="mt-3">
                  <ChangeList changes={changes} />
                </div>
              </details>
            </li>
          ))}
        </ol>
      )}
    </QueryState>
  );
}
