import type { Picture } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { plainText } from '../../lib/hostile-text.ts';
import { Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { ClaimMap } from '../positions/claim-map.tsx';
import { StanceLegend } from '../positions/stance-legend.tsx';
import { TallyBar } from '../positions/tally-bar.tsx';

interface StandMapProps {
  picture: Picture;
  onClaim: (id: string) => void;
}

/** Where members stand on one claim, on the map and counted. */
export function StandMap({ picture: { claim, claims, cells }, onClaim }: StandMapProps) {
  if (claim === undefined) return <p className="text-sm text-ink-soft">No claims had been put by then.</p>;
  return (
    <div className="space-y-3">
      <Field label="Claim">
        {(control) => (
          <Select {...control} value={claim.id} onChange={(event) => onClaim(event.target.value)}>
            {claims.map(({ id, name }) => (
              <option key={id} value={id}>
                {plainText(name)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ClaimMap cells={cells} />
      <TallyBar tally={claim.tally} />
      <StanceLegend />
      <Link
        to="/claims/$id"
        params={{ id: claim.id }}
        className="inline-block py-1 text-xs text-accent hover:underline"
      >
        Over time
      </Link>
    </div>
  );
}
