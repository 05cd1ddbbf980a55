import type { MemberRefs } from '../accounts/member-refs.ts';
import type { ApprovalService } from '../approvals/approval-service.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import type { Lapses } from '../expectations/lapses.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ObjectReader } from '../objects/object-reader.ts';
import type { ObjectService } from '../objects/object-service.ts';
import type { Summaries } from '../objects/object-summary.ts';
import type { Projections } from '../projections/projections.ts';
import { createCarriers } from '../reports/carriers.ts';
import { createOneSource } from '../reports/one-source.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import { createDismissalStore } from './dismissal-store.ts';
import { createHeldPictures } from './held-pictures.ts';
import { createLookStore } from './look-store.ts';
import { createPastPictures } from './past-pictures.ts';
import { createPictures } from './pictures.ts';
import { createPositionAnswers } from './position-answers.ts';
import { createPositionReader } from './position-reader.ts';
import { createPositionService } from './position-service.ts';
import { createPositionViews } from './position-views.ts';
import { createPrincipalNames } from './principal-names.ts';

type Parts = {
  readonly database: Database;
  readonly reader: ObjectReader;
  readonly summaries: Summaries;
  readonly members: MemberStore;
  readonly memberRefs: MemberRefs;
  readonly collections: CollectionStore;
  readonly terms: TermsStore;
  readonly projections: Projections;
  readonly service: ObjectService;
  readonly approvalService: ApprovalService;
  readonly lapses: Lapses;
  readonly clock: () => number;
};

/** Claims, positions and statements: reading, picturing and publishing them. */
export function createPositions(parts: Parts) {
  const { database, reader, summaries, members, projections } = parts;
  const positions = createPositionReader(database, reader, projections);
  const sources = createOneSource(database, projections);
  const held = createHeldPictures(database, reader, projections, parts.terms, members, sources);
  const today = (): string => new Date(parts.clock()).toISOString().slice(0, 10);
  const past = createPastPictures({ ...parts, held, sourcesOf: sources });
  const pictures = createPictures(positions, members, held, past, today);
  const names = createPrincipalNames(members, reader, summaries);
  const dismissals = createDismissalStore(database);
  const looks = createLookStore(database);
  const views = createPositionViews({ ...parts, pictures, names, dismissals, carriersFor: createCarriers(parts) });
  return {
    reader: positions,
    pictures,
    names,
    dismissals,
    looks,
    views,
    answers: createPositionAnswers({ pictures, views, looks, members, positions, today }),
    service: createPositionService({ ...parts, positions }),
  };
}
export type Positions = ReturnType<typeof createPositions>;
