import type { Exposure } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { objectTitle } from '../../stix/object-title.ts';
import { objectType } from '../../stix/object-types.ts';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

function Had({ icon, text, time }: { icon: IconName; text: string; time: string | undefined }) {
  if (time === undefined) return null;
  return (
    <span className="inline-flex items-center gap-1">
      <Icon name={icon} className="size-3" />
      {text} <Time value={time} form="date" />
    </span>
  );
}

/** One own object, and what the member had of it. */
export function ExposedObject({
  exposed: { summary, released, opened, delivered, exported, byNode, takenBack },
}: {
  exposed: Exposure['objects'][number];
}) {
  return (
    <li className="space-y-1 px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Link to="/objects/$id" params={{ id: summary.id }} className="font-medium hover:underline">
          <SafeText>{objectTitle(summary)}</SafeText>
        </Link>
        {takenBack && (
          <Link to="/recalls/$id" params={{ id: takenBack }}>
            <Badge tone="good">
              <Icon name="check" className="size-3" />
              Taken back
            </Badge>
          </Link>
        )}
      </div>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-soft">
        <span>{objectType(summary.type).singular}</span>
        <TlpLabel level={summary.tlp} />
        <Had icon="lock" text="Could see it since" time={released} />
        <Had icon="eye" text="Opened" time={opened} />
        <Had icon="graph" text={byNode ? 'Its node got it' : 'Its TAXII client got it'} time={delivered} />
        <Had icon="export" text="Taken out in a file" time={exported} />
      </p>
    </li>
  );
}
