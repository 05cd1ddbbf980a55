import type { AuditEntry, AuditLegend } from '@entente/server/api-types';
import { formatDateTime } from '../../lib/format-time.ts';
import { tlpName } from '../../stix/tlp.ts';

/** One line on what an entry says, beyond its kind; empty where the kind says it all. */
export function describeEntry(entry: AuditEntry, legend: AuditLegend): string {
  const detail = entry.detail ?? {};
  const name = (id: unknown): string => legend.names[String(id)] ?? String(id);
  const list = (ids: unknown): string => (Array.isArray(ids) ? ids.map(name).join(', ') : '');
  const others = (entry.members ?? []).filter((member) => member !== entry.actor.member);
  switch (entry.kind) {
    case 'released':
    case 'withdrawn':
      return releases(detail.releases)
        .map((release) => describeRelease(release, legend))
        .join('; ');
    case 'terms-changed':
      return releases(detail.placements ?? [detail])
        .map(
          (change) =>
            `from ${terms(change.terms, legend)} to ${terms(change.to, legend)}: ${audience(change.audience, legend)}`,
        )
        .join('; ');
    case 'delivered':
      return [
        `${name(detail.collection)}, added ${detail.after ? `after ${moment(detail.after)} and ` : ''}until ${moment(detail.until)}`,
        Array.isArray(detail.types) ? `only ${detail.types.join(', ')}` : '',
      ]
        .filter(Boolean)
        .join('; ');
    case 'exported':
      return [
        `as ${detail.format}`,
        detail.searched ? 'what a search found' : '',
        Array.isArray(detail.types) ? detail.types.join(', ') : '',
      ]
        .filter(Boolean)
        .join(', ');
    case 'group-changed':
      return [
        (entry.subjects ?? []).map(name).join(', '),
        list(detail.added) && `in: ${list(detail.added)}`,
        list(detail.removed) && `out: ${list(detail.removed)}`,
      ]
        .filter(Boolean)
        .join('; ');
    case 'collection-added':
    case 'collection-changed':
      return `${(entry.subjects ?? []).map(name).join(', ')}; readers: ${detail.readers === 'all' ? 'all' : list(detail.readers) || 'its owner'}`;
    case 'checkpoint-taken':
      return `${detail.size} epochs`;
    case 'alert-added':
    case 'alert-removed':
    case 'alert-sent':
    case 'alert-stopped':
      return `by ${detail.channel}, ${(entry.accounts ?? []).map(name).join(', ')}`;
    case 'backup-made':
      return String(detail.name ?? '');
    default:
      return [...others.map(name), ...(entry.accounts ?? []).map(name)].join(', ');
  }
}

function moment(text: unknown): string {
  return formatDateTime(String(text));
}

type Release = Record<string, unknown>;

function releases(value: unknown): Release[] {
  return Array.isArray(value) ? value.filter((each): each is Release => typeof each === 'object' && each !== null) : [];
}

function describeRelease(release: Release, legend: AuditLegend): string {
  const whom = release.gained ?? release.lost ?? release.audience;
  const verb = release.gained ? 'also to ' : release.lost ? 'from ' : 'to ';
  const count =
    typeof release.placements === 'number'
      ? `${release.placements} ${release.placements === 1 ? 'object' : 'objects'} `
      : '';
  return `${count}${verb}${audience(whom, legend)}, ${terms(release.terms, legend)}`;
}

/** Few by name, many by number. */
function audience(digest: unknown, legend: AuditLegend): string {
  const ids = legend.audiences[String(digest)] ?? [];
  const names = ids.map((id) => legend.names[id] ?? id).sort();
  if (names.length === 0) return 'nobody else';
  return names.length > 5 ? `${names.length} members and units` : names.join(', ');
}

function terms(digest: unknown, legend: AuditLegend): string {
  const tlp = legend.terms[String(digest)]?.tlp;
  return tlp ? tlpName(tlp) : 'terms without TLP';
}
