import type { Roster } from '@entente/server/api-types';
import type { ReactNode } from 'react';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-faint">{label}</dt>
      <dd className="text-sm">{children}</dd>
    </div>
  );
}

/** The version in force, its administrators, and the nodes it names. */
export function InForce({ roster: { current, threshold, admins, nodes } }: { roster: Roster }) {
  return (
    <div className="grid gap-8 lg:grid-cols-2">
      <Panel title="In force">
        <dl className="space-y-3">
          <Fact label="Version">
            {current.version}, from <Time value={current.issued} form="date" /> to{' '}
            <Time value={current.expires} form="date" />
          </Fact>
          <Fact label="Fingerprint of this version of the roster">
            <Fingerprint small value={current.fingerprint} />
          </Fact>
          <Fact label="Signed by">
            <SafeText>{current.signers.map(({ name }) => name).join(', ')}</SafeText>
          </Fact>
          <Fact label="A next version needs">
            {threshold} of {admins.length} {admins.length === 1 ? 'administrator' : 'administrators'}
          </Fact>
        </dl>
      </Panel>
      <Panel title="Administrators and nodes">
        <ul className="space-y-3">
          {admins.map(({ name, key, fingerprint, isHeldHere }) => (
            <li key={key}>
              <p className="text-sm">
                <SafeText>{name}</SafeText>{' '}
                <span className="text-xs text-ink-faint">administrator{isHeldHere ? ', key on this node' : ''}</span>
              </p>
              <Fingerprint small value={fingerprint} />
            </li>
          ))}
          {nodes.map(({ id, name, url, hosts, fingerprint, isThis }) => (
            <li key={id}>
              <p className="text-sm">
                <SafeText>{name}</SafeText>{' '}
                <span className="text-xs text-ink-faint">
                  {isThis ? 'this node' : 'node'}, hosts {hosts}
                  {url && (
                    <>
                      , <SafeText className="break-all">{url}</SafeText>
                    </>
                  )}
                </span>
              </p>
              <Fingerprint small value={fingerprint} />
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
