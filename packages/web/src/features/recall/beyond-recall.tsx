import type { Reached, RecallLook } from '@entente/server/api-types';
import type { ReactNode } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

const hows: Readonly<Record<Reached['how'], string>> = {
  client: 'A TAXII client of it fetched it',
  export: 'Took it out in a file',
  pushed: 'Was sent it; nothing there is recalled',
  opened: 'Opened it',
};
/** Where it is not known whether they got it. */
const perhaps: Partial<typeof hows> = { export: 'May have it in a file', pushed: 'May have been sent it' };

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-1.5">
      <span className="font-medium">
        <SafeText>{name}</SafeText>
      </span>
      <span className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">{children}</span>
    </li>
  );
}

/** What no order brings back: files, plain clients and servers, backups. */
export function BeyondRecall({ look: { reached, backups } }: { look: Pick<RecallLook, 'reached' | 'backups'> }) {
  const beyond = reached.filter(({ how }) => how !== 'opened');
  if (beyond.length === 0 && backups === 0) {
    return (
      <p className="text-sm text-ink-soft">
        <Icon name="check" className="mr-1" />
        No exported file, no plain TAXII client or server and no backup is known to hold it.
      </p>
    );
  }
  return (
    <ul className="divide-y divide-line">
      {beyond.map(({ how, name, time, certain }) => (
        <Row key={`${how} ${name}`} name={name}>
          <Badge tone="warn">
            <Icon name="warning" className="size-3" />
            {certain ? hows[how] : (perhaps[how] ?? hows[how])}
          </Badge>
          <Time value={time} form="full" />
        </Row>
      ))}
      {backups > 0 && (
        <Row name="This node">
          <Badge tone="warn">
            <Icon name="warning" className="size-3" />
            {backups === 1 ? '1 backup' : `${backups} backups`}
          </Badge>
          made while it stood here
        </Row>
      )}
    </ul>
  );
}

/** Who opened it here: purged with the rest, but people remember. Who opened it on another node is that node's to know. */
export function OpenedBy({ reached }: { reached: readonly Reached[] }) {
  const opened = reached.filter(({ how }) => how === 'opened');
  if (opened.length === 0)
    return (
      <p className="text-sm text-ink-soft">
        Nobody of another member has opened it here. Other nodes do not tell who did.
      </p>
    );
  return (
    <ul className="divide-y divide-line">
      {opened.map(({ name, time }) => (
        <Row key={name} name={name}>
          <Time value={time} form="full" />
        </Row>
      ))}
    </ul>
  );
}
