import type { ReactNode } from 'react';
import { HandlingBadges } from '../stix/handling-badges.tsx';
import { TlpLabel } from '../stix/tlp-label.tsx';
import type { PartMarks } from './part-marks.ts';

/** A part of a text under the label of its own terms: whoever quotes it must not take it for the whole. */
export function MarkedPart({ marks, children }: { marks: PartMarks | undefined; children: ReactNode }) {
  if (!marks) return children;
  return (
    <div className="border-l-3 border-edge pl-4">
      <div className="mb-1 flex flex-wrap items-center gap-2 font-sans text-sm">
        {marks.tlp && <TlpLabel level={marks.tlp} />}
        {marks.handling.map((handling) => (
          <HandlingBadges key={JSON.stringify(handling)} handling={handling} />
        ))}
      </div>
      {children}
    </div>
  );
}
