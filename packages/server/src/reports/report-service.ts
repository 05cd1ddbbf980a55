import { documentLimits, type ReadFile } from '@entente/documents';
import type { z } from '@hono/zod-openapi';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
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
  add(viewer: Viewer, report: Given): Promise<z.infer<typeof AddedReports>>;
};

type Parts = {
  readonly desk: TextDesk;
  readonly collections: CollectionStore;
  readonly members: MemberStore;
  readonly service: Pick<ObjectService, 'mayRead' | 'mayWrite'>;
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
  const { desk, collections, members, service, approvals, now } = parts;

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
    if (collection === undefined || !(service.mayRead(viewer, collection) || service.mayWrite(viewer, collection))) {
      throw new Problem('not-found', `There is no collection ${named}.`);
    }
    if (!service.mayWrite(viewer, collection)) {
      throw new Problem('not-allowed', `You may not write to the collection ${collection.title}.`);
    }
  }

  return {
    async read(viewer, source) {
      // Reading costs the node something: it is for those who may keep what they read.
      if (!collections.all().some((each) => service.mayWrite(viewer, each))) {
        throw new Problem('not-allowed', 'Analysts who may write to a collection bring reports in.');
      }
      return desk.read(bytesOf(source), hintOf(source));
    },
    async add(viewer, { collection, terms, handling, source, facts: known, paragraphs: corrected, releaseOriginal }) {
      mustPublish(viewer, collection);
      const bytes = bytesOf(source);
      const { format, documents } = await desk.read(bytes, hintOf(source));
      const isOne = documents.length === 1;
      if (!isOne && (corrected !== undefined || known?.headline !== undefined)) {
        throw new Problem('invalid', 'The file holds several texts, which cannot all be corrected alike.', {
          property: 'facts',
        });
      }
      const publication = { collection, ...(handling === undefined ? {} : { handling }) };
      // The original holds all that may be withheld of the report later, so it goes to nobody else by itself.
      const own = { tlp: 'amber' as const, releasableTo: [members.get(viewer.member).identity], notReleasableTo: [] };
      const original = await approvals.publish(viewer, {
        ...publication,
        terms: releaseOriginal ? terms : own,
        object: artifactObject(bytes, source.file?.mediaType?.split(';')[0] || mediaTypes[format]),
      });
      const originalRef = original.state === 'published' ? original.id : members.get(viewer.member).identity;
      const reports: z.infer<typeof AddedReports>['reports'] = [];
      for (const { facts, paragraphs, notes } of documents) {
        const all = ReportFacts.parse({ ...bounded(facts), ...known });
        const object = reportObject(all, corrected ?? paragraphs, { originalRef, now: now() });
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

/** Whether what somebody confirms in a report may go to the report's readers: he acts for its owner. */
export function isOwnerOf(viewer: Viewer, { owner }: { readonly owner: number }): boolean {
  return actsFor(viewer, owner);
}
