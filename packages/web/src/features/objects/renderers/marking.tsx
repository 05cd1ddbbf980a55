import type { TlpLevel } from '@entente/server/api-types';
import { asRecord, asText } from '../../../lib/read-value.ts';
import { Prose } from '../../../stix/prose.tsx';
import { tlpAppearance, tlpLevels } from '../../../stix/tlp.ts';
import { TlpLabel } from '../../../stix/tlp-label.tsx';
import type { BodyProps, Renderer } from './renderer.ts';

const tlpExtension = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

/** The level that a TLP 2.0 marking stands for; TLP 1 has no label of its own here and shows its properties. */
function levelOf(object: Record<string, unknown>): TlpLevel | undefined {
  const stated = asText(asRecord(asRecord(object.extensions)?.[tlpExtension])?.tlp_2_0);
  return tlpLevels.find((level) => level === stated);
}

function Body({ object }: BodyProps) {
  const level = levelOf(object);
  const statement = asText(asRecord(object.definition)?.statement);
  return (
    <>
      {level && (
        <p className="flex flex-wrap items-center gap-3">
          <TlpLabel level={level} />
          {tlpAppearance(level).meaning}
        </p>
      )}
      {statement && <Prose text={statement} />}
    </>
  );
}

export const markingRenderer: Renderer = { Body, consumes: [] };
