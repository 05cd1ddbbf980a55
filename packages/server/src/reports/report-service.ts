import { documentLimits, type ReadFile } from '@entente/documents';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { ApprovalService } from '../approvals/approval-service.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ObjectService } from '../objects/object-service.ts';
import { type AddedReports, type NewReport, ReportFacts, type ReportSource } from './messages.ts';
import { artifactObject, reportObject } from './report-object.ts';
import type { TextDesk } from './text-desk.ts';

type Source = z.output<typeof ReportSource>;
type Given = z.output<typeof NewReport>;

/** Texts come in. Throws `not-found` and `not-allowed` for collections, `invalid` and others for files (`TextDesk`). */
export type ReportService = {
  /** What a text or file says; nothing is kept. */
  read(viewer: Viewer, source: Source): Promise<ReadFile>;
  add(viewer: Viewer, report: Given): Promise<Added>;
  /** Publishes texts that were read, and beside them the original that they were read from. */
  publish(viewer: Viewer, into: Into, original: Original, documents: readonly Text[]): Promise<Added>;
};

type Added = z.infer<typeof AddedReports>;
type Into = Pick<Given, 'collection' | 'terms' | 'handling' | 'releaseOriginal'>;
type Original = { readonly bytes: Uint8Array; readonly mediaType: string };
type Text = {
  readonly facts: z.output<typeof ReportFacts>;
  readonly paragraphs: readonly string[];
  readonly notes: readonly string[];
};

type Parts = {
  readonly desk: TextDesk;
  readonly collections: CollectionStore;
  readonly members: MemberStore;
  readonly objects: Pick<ObjectService, 'mayRead' | 'mayWrite'>;
  readonly approvals: Pick<ApprovalService, 'publish'>;
  readonly now: () => string;
};

const mediaTypes = {
  text: 'text/plain; charset=utf-8',
  markdown: 'text/markdown',
  html: 'text/html',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  mail: 'message/rfc822',
  feed: 'application/xml',
} as const;

export function createReportService(parts: Parts): ReportService {
  const { desk, collections, members, objects, approvals, now } = parts;

  function bytesOf({ text, file }: Source): Uint8Array {
    const bytes = file === undefined ? Buffer.from(text ?? '') : Buffer.from(file.base64, 'base64');
    if (bytes.length > documentLimits.bytes) throw new Problem('too-large', 'The file is larger than 10 MB.');
    return bytes;
  }

  function hintOf({ file }: Source) {
    return file === undefined ? { mediaType: 'text/plain' } : { name: file.name, mediaType: file.mediaType };
  }

  function mustPublish(viewer: Viewer, named: string): void {
    const collection = collections.find(named);
    if (collection === undefined || !(objects.mayRead(viewer, collection) || objects.mayWrite(viewer, collection))) {
      throw new Problem('not-found', `There is no collection ${named}.`);
    }
    if (!objects.mayWrite(viewer, collection)) {
      throw new Problem('not-allowed', `You may not write to the collection ${collection.title}.`);
    }
  }

  const service: ReportService = {
    async read(viewer, source) {
      // Reading costs the node something: it is for those who may keep what they read.
      if (!collections.all().some((each) => objects.mayWrite(viewer, each))) {
        throw new Problem('not-allowed', 'Analysts who may write to a collection bring reports in.');
      }
      return desk.read(askerOf(viewer), bytesOf(source), hintOf(source));
    },
    async add(viewer, { source, facts: known, paragraphs: corrected, ...into }) {
      mustPublish(viewer, into.collection);
      const bytes = bytesOf(source);
      const { format, documents } = await desk.read(askerOf(viewer), bytes, hintOf(source));
      if (documents.length > 1 && (corrected !== undefined || known?.headline !== undefined)) {
        throw new Problem('invalid', 'The file holds several texts, which cannot all be corrected alike.', {
          property: 'facts',
        });
      }
      const texts = documents.map(({ facts, paragraphs, notes }) => ({
        facts: { ...bounded(facts), ...known },
        paragraphs: corrected ?? paragraphs,
        notes,
      }));
      const mediaType = source.file?.mediaType?.split(';')[0] || mediaTypes[format];
      return service.publish(viewer, into, { bytes, mediaType }, texts);
    },
    async publish(viewer, { collection, terms, handling, releaseOriginal }, { bytes, mediaType }, texts) {
      const publication = { collection, ...(handling === undefined ? {} : { handling }) };
      const { identity } = members.get(viewer.member);
      // The original holds all that may be withheld of the report later, so it goes to nobody else by itself.
      const own = { tlp: 'amber' as const, releasableTo: [identity], notReleasableTo: [] };
      const original = await approvals.publish(viewer, {
        ...publication,
        terms: releaseOriginal ? terms : own,
        object: artifactObject(bytes, mediaType),
      });
      const originalRef = original.state === 'published' ? original.id : identity;
      const reports: Added['reports'] = [];
      for (const { facts, paragraphs, notes } of texts) {
        const object = reportObject(facts, paragraphs, { originalRef, now: now() });
        const handedIn = await approvals.publish(viewer, { ...publication, terms, object });
        const title = String(object.name);
        reports.push(
          handedIn.state === 'published'
            ? { id: handedIn.id, title, notes: [...notes] }
            : { approval: handedIn.approval, title, notes: [...notes, handedIn.because] },
        );
      }
      return { reports };
    },
  };
  return service;
}

/** Who asks for work on texts: nobody’s slow file holds up another’s. */
export function askerOf({ account, credentialId }: Viewer): string {
  return account?.id ?? credentialId;
}

/** What a document says of itself, as far as it is in the form that facts have: a wrong fact must not refuse a text. */
export function bounded(facts: object): Partial<z.infer<typeof ReportFacts>> {
  const good: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(facts)) {
    const schema = ReportFacts.shape[key as keyof typeof ReportFacts.shape];
    if (schema?.safeParse(value).success) good[key] = value;
  }
  return good;
}
