import { asText } from '../../../lib/read-value.ts';
import { Prose } from '../../../stix/prose.tsx';
import { tokenizePattern } from '../../../stix/tokenize-pattern.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';
import { Time } from '../../../ui/time.tsx';
import { FactsRow } from './facts-row.tsx';
import { KillChain } from './kill-chain.tsx';
import type { BodyProps, Renderer } from './renderer.ts';
import { tagsOf } from './tags.tsx';

function Pattern({ pattern, language }: { pattern: string; language: string }) {
  const tokens = language === 'stix' ? tokenizePattern(pattern) : [{ kind: 'other' as const, text: pattern }];
  return (
    <Panel title={`Pattern (${language})`} bare aside={<CopyButton text={pattern} label="Copy pattern" />}>
      <pre className="rounded-lg border border-line bg-sheet p-4 font-mono text-sm leading-6 break-words whitespace-pre-wrap">
        {tokens.map((token, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
          <span key={index} className={`pattern-${token.kind}`}>
            <SafeText>{token.text}</SafeText>
          </span>
        ))}
      </pre>
    </Panel>
  );
}

function Body({ object }: BodyProps) {
  const pattern = asText(object.pattern);
  const description = asText(object.description);
  const from = asText(object.valid_from);
  const until = asText(object.valid_until);
  return (
    <>
      {pattern && <Pattern pattern={pattern} language={asText(object.pattern_type) ?? 'unknown language'} />}
      <FactsRow
        facts={{
          Indicates: tagsOf(object.indicator_types),
          'Valid from': from && <Time value={from} form="full" />,
          'Valid until': until ? <Time value={until} form="full" /> : 'further notice',
        }}
      />
      {description && <Prose text={description} />}
      <KillChain phases={object.kill_chain_phases} />
    </>
  );
}

export const indicatorRenderer: Renderer = {
  Body,
  consumes: [
    'pattern',
    'pattern_type',
    'description',
    'valid_from',
    'valid_until',
    'indicator_types',
    'kill_chain_phases',
  ],
};
