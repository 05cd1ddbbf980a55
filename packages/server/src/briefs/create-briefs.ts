import { type Brief, dayWords } from '@entente/brief';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Audit } from '../audit/audit.ts';
import type { LedgerParts } from '../commitments/create-ledger.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import type { GroupStore } from '../members/group-store.ts';
import type { MemberStore } from '../members/member-store.ts';
import { createPrincipalsNamed } from '../members/principals-named.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { Summaries } from '../objects/object-summary.ts';
import { identitiesOf } from '../positions/held-pictures.ts';
import type { Pictures } from '../positions/pictures.ts';
import type { PositionReader } from '../positions/position-reader.ts';
import type { PrincipalNames } from '../positions/principal-names.ts';
import type { AudienceNames } from '../preview/audience-names.ts';
import type { Projections } from '../projections/projections.ts';
import { asFile } from '../terms/nodes-only.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { UnitStore } from '../units/unit-store.ts';
import { asThere, audienceSight } from './audience-sight.ts';
import { briefTerms } from './brief-terms.ts';
import type { BriefWanted } from './brief-wanted.ts';
import { type AsOfDay, composeBrief } from './compose-brief.ts';
import { ownSight } from './own-sight.ts';
import type { Sight } from './sight.ts';
import { createSourceList } from './source-list.ts';
import { subjectOf } from './subject.ts';
import { whatIfSections } from './what-if-sections.ts';

type Parts = {
  readonly database: Database;
  readonly projections: Projections;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
  readonly members: MemberStore;
  readonly groups: GroupStore;
  readonly units: UnitStore;
  readonly names: ReleaseNames;
  readonly terms: TermsStore;
  readonly audiences: AudienceNames;
  readonly audit: Pick<Audit, 'opened'>;
  readonly positions: {
    readonly reader: PositionReader;
    readonly names: PrincipalNames;
    readonly pictures: Pictures;
  };
  readonly ledger: Pick<LedgerParts, 'reader' | 'service' | 'words'>;
  readonly now: () => string;
};

/** Who may ask what an audience has of their own member's objects: as in the preview. */
const mayAskAboutOthers = ['analyst', 'release-officer', 'member-admin', 'auditor'] as const;

/** Makes briefs, each in one sight: the viewer's own, or that of an audience as far as his member made it. */
export type Briefs = {
  /** `isFile`: it leaves as a file, without what others let go to Entente nodes only. */
  make(viewer: Viewer, wanted: BriefWanted, isFile?: boolean): Brief;
  /** Resolves when the ledger and picture that it is made of are at hand. Refuses what `make` would refuse of an audience. */
  prepare(viewer: Viewer, wanted: Pick<BriefWanted, 'about' | 'asOf' | 'audience'>, isFile?: boolean): Promise<void>;
};

export function createBriefs(parts: Parts): Briefs {
  const { members, groups, units, names, audit, now } = parts;
  const principalsOf = createPrincipalsNamed(members, groups, units);

  function audience(viewer: Viewer, named: string): readonly [number, ...number[]] {
    if (!actsFor(viewer, viewer.member) || !mayAskAboutOthers.some((role) => viewer.roles.has(role))) {
      throw new Problem('not-allowed', 'Who releases for a member makes briefs for others.');
    }
    const found = names.find(viewer, named);
    const [first, ...rest] = found === undefined || found.kind === 'person' ? [] : principalsOf(found.identity);
    if (first === undefined) throw new Problem('not-found', `There is no member, unit or group named ${named}.`);
    return [first, ...rest];
  }

  /** Of the reader's own ledger: what another audience would lack in it nobody could tell from its numbers. */
  function whatIf(viewer: Viewer, reading: Viewer, wanted: BriefWanted, asOf: AsOfDay, made: string): Brief {
    if (wanted.audience !== undefined) throw new Problem('invalid', 'A what-if is made for its reader alone.');
    const sources = createSourceList(ownSight(parts, reading));
    const { title, sections, hasLeads } = whatIfSections(parts.ledger, reading, wanted, asOf, sources);
    for (const version of sources.versions) audit.opened(viewer, version);
    const terms = briefTerms(parts, viewer, sources.terms, undefined, hasLeads);
    const by = viewer.memberName;
    return { title, subtitle: subtitle(asOf, wanted), by, made, terms, sections, sources: sources.sources };
  }

  function make(viewer: Viewer, wanted: BriefWanted, isFile = false): Brief {
    const reading = isFile ? asFile(viewer) : viewer;
    const made = now();
    const day = wanted.asOf ?? made.slice(0, 10);
    const asOf = { valid: day, ...(wanted.known === undefined ? {} : { known: wanted.known }) };
    const { about } = wanted;
    if (about === 'what-if') return whatIf(viewer, reading, wanted, asOf, made);
    const sight: Sight =
      wanted.audience === undefined
        ? ownSight(parts, reading)
        : audienceSight(parts, reading, audience(viewer, wanted.audience));
    const subject = subjectOf(sight, members, { about, of: wanted.of }, day);
    const sources = createSourceList(sight);
    const here = identitiesOf(members, day);
    for (const { terms } of sight.claims(subject.claims ?? new Set())) sources.uses(terms);
    const sections = composeBrief(sight, subject, asOf, here, sources);
    for (const version of sources.versions) audit.opened(viewer, version);
    return {
      title: subject.title,
      subtitle: subtitle(asOf, wanted),
      by: wanted.audience === undefined ? viewer.memberName : wanted.audience,
      made,
      terms: briefTerms(parts, viewer, sources.terms, wanted.audience === undefined ? undefined : [wanted.audience]),
      sections,
      sources: sources.sources,
    };
  }

  return {
    make,
    async prepare(viewer, { about, asOf, audience: named }, isFile = false) {
      const reading = isFile ? asFile(viewer) : viewer;
      const principal = named === undefined ? undefined : audience(viewer, named)[0];
      await parts.ledger.reader.prepare(principal === undefined ? reading : asThere(reading, principal));
      const isOfAllClaims = about === 'member' || about === 'day';
      if (principal === undefined && isOfAllClaims) await parts.positions.pictures.prepare(reading, asOf);
    },
  };
}

function subtitle(
  { valid, known }: { readonly valid: string; readonly known?: string },
  { audience }: BriefWanted,
): string {
  const from = known === undefined ? 'from what is known now' : `from what was known by ${dayWords(known)}`;
  const whose =
    audience === undefined ? '' : ` Made of what was released to ${audience} by one member, and of nothing else.`;
  return `As of ${dayWords(valid)}, ${from}.${whose}`;
}
