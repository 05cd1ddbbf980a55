import type { ObjectView } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { ConfidenceMeter } from './confidence-meter.tsx';
import { ExternalReferences } from './external-references.tsx';
import { SignedBy } from './signed-by.tsx';

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-faint">{label}</dt>
      <dd className="text-sm">{children}</dd>
    </div>
  );
}

/** What is true of every object, beside the reading of this one. */
export function ObjectFacts({ view, version }: { view: ObjectView; version: string | undefined }) {
  const { summary, collections, object } = view;
  return (
    <aside aria-label="Facts" className="space-y-8">
      <Panel title="Record" bare>
        <dl className="space-y-3">
          {summary.confidence !== undefined && (
            <Fact label="Confidence">
              <ConfidenceMeter confidence={summary.confidence} />
            </Fact>
          )}
          {summary.created && (
            <Fact label="Created">
              <Time value={summary.created} form="full" />
            </Fact>
          )}
          {summary.modified && summary.modified !== summary.created && (
            <Fact label="Last changed">
              <Time value={summary.modified} form="full" />
            </Fact>
          )}
          <Fact label="Here for you since">
            <Time value={summary.added} form="full" />
          </Fact>
          <Fact label={collections.length === 1 ? 'Collection' : 'Collections'}>
            <ul>
              {collections.map((collection) => (
                <li key={collection.id}>
                  <Link to="/browse" search={{ collection: collection.id }} className="text-accent hover:underline">
                    <SafeText>{collection.title}</SafeText>
                  </Link>
                </li>
              ))}
            </ul>
          </Fact>
          {summary.labels.length > 0 && (
            <Fact label="Labels">
              <ul className="flex flex-wrap gap-1">
                {summary.labels.map((label) => (
                  <li key={label} className="rounded-sm bg-sunk px-1.5 text-xs leading-5">
                    <SafeText>{label}</SafeText>
                  </li>
                ))}
              </ul>
            </Fact>
          )}
          <Fact label="Id">
            <span className="font-mono text-xs break-all">{summary.id}</span>
          </Fact>
        </dl>
      </Panel>
      <SignedBy id={summary.id} version={version} />
      <ExternalReferences references={object.external_references} />
    </aside>
  );
}
