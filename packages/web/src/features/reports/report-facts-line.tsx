import type { ReportView } from '@entente/server/api-types';
import { formatDate } from '../../lib/format-time.ts';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { ExternalLink } from '../../ui/external-link.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

/** Where a text comes from, in one line. */
export function ReportFactsLine({ view: { facts, summary } }: { view: Pick<ReportView, 'facts' | 'summary'> }) {
  const { publisher, agency, byline, place, dated, published, reliability, url } = facts;
  const pieces = [
    publisher,
    agency && agency !== publisher ? `from ${agency}` : undefined,
    byline && `by ${byline}`,
    [place, (dated ?? published) && formatDate((dated ?? published) as string)].filter(Boolean).join(', '),
  ].filter(Boolean) as string[];
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <TlpLabel level={summary.tlp} />
      {pieces.map((piece, place_) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one line, never reordered
        <span key={place_}>
          {place_ > 0 && '· '}
          <SafeText>{piece}</SafeText>
        </span>
      ))}
      {reliability && <span title="Reliability of the source, on the Admiralty scale">· source {reliability}</span>}
      {url && <ExternalLink href={url}>original page</ExternalLink>}
    </span>
  );
}
