import type { Picture } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { BarList } from '../../ui/bar-list.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { unitsOf } from './units-of.ts';

/** So many lines of each unit. */
const shown = 8;

/** Forces that are there, each counted once, by member and place; bars are compared only with those of the same unit. */
export function ForcesPanel({ forces }: { forces: Picture['forces'] }) {
  return (
    <Panel
      title="Forces that are there"
      bare
      aside={
        <Link to="/commitments" className="inline-block py-1 text-accent hover:underline">
          The ledger
        </Link>
      }
    >
      {forces.length === 0 ? (
        <p className="text-sm text-ink-soft">No forces are recorded as deployed by then.</p>
      ) : (
        <div className="space-y-3">
          {unitsOf(forces).map((unit) => (
            <BarList
              key={unit}
              bars={forces
                .filter((each) => each.unit === unit)
                .slice(0, shown)
                .map(({ member, place, words, count }) => ({
                  key: `${member.id} ${place}`,
                  count,
                  text: words,
                  label: (
                    <Link to="/members/$id" params={{ id: member.id }} className="hover:underline">
                      <SafeText>{member.name}</SafeText>
                      {place && (
                        <span className="text-ink-soft">
                          , <SafeText>{place}</SafeText>
                        </span>
                      )}
                    </Link>
                  ),
                }))}
            />
          ))}
        </div>
      )}
    </Panel>
  );
}
