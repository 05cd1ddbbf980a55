import { formatMicroseconds, referencesOf, type StixObject, timestampKey } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { Audit } from '../audit/audit.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import { wholeOf } from '../terms/expression.ts';
import { sightOf, withinSight } from '../terms/nodes-only.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { TermsViews } from '../terms/terms-view.ts';
import type { Draft } from './drafts.ts';
import { givenParts, handlingOfParts } from './given-parts.ts';
import type { Graph, ObjectView } from './messages.ts';
import type { ObjectReader, Rendition } from './object-reader.ts';
import { mayPublish } from './object-service.ts';
import type { Summaries, Summary } from './object-summary.ts';
import { referenceKey } from './reference-key.ts';
import type { ReferenceStore } from './reference-store.ts';
import type { Releaser } from './releaser.ts';
import { isSameContent, stampOf, versionKey } from './stored-version.ts';

/** One object and what is around it, as a viewer may have it. Hidden and nonexistent are one `not-found`. */
export type ObjectViews = {
  view(viewer: Viewer, id: string, version?: string): z.infer<typeof ObjectView>;
  /** What the viewer has just written in another member's name: his words and terms, and around them what he sees himself. */
  written(viewer: Viewer, as: Viewer, draft: Pick<Draft, 'object' | 'collection'>): z.infer<typeof ObjectView>;
  bytes(viewer: Viewer, id: string, version?: string): Uint8Array;
  /** Which rendition that is; its content is not shown by it. */
  rendition(viewer: Viewer, id: string, version?: string): Rendition;
  graph(viewer: Viewer, id: string, limit: number): z.infer<typeof Graph>;
};

const mostReferences = 500;

type Written = { readonly version: number; readonly terms: number; readonly body: number; readonly bytes: Uint8Array };

export function createObjectViews(
  database: Database,
  reader: ObjectReader,
  summaries: Summaries,
  termsViews: TermsViews,
  collections: CollectionStore,
  audit: Pick<Audit, 'opened'>,
  terms: TermsStore,
  releaser: Releaser,
  named: Pick<ReferenceStore, 'naming'>,
  clock: () => number,
): ObjectViews {
  const saysWithheld = database.prepare('SELECT says_withheld FROM version WHERE version = ?');
  const versionsOf = database.prepare(
    `SELECT v.version, v.terms, v.body, b.bytes FROM version v JOIN body b ON b.body = v.body
     WHERE v.id = ? AND v.owner = ? AND (?3 = '' OR v.modified = ?3) ORDER BY v.version`,
  );
  const termsOf = database.prepare('SELECT DISTINCT terms FROM placement WHERE version = ?');
  const referring = database.prepare(
    `SELECT DISTINCT v.id FROM version v JOIN placement p ON p.version = v.version
     WHERE v.version IN (SELECT value FROM json_each(?1))
       AND EXISTS (SELECT 1 FROM visible s WHERE s.terms = p.terms AND ${withinSight('?2')})
     ORDER BY v.version DESC`,
  );

  function find(viewer: Viewer, id: string, version?: string): Rendition {
    const current = reader.current(viewer, id);
    const found =
      version === undefined
        ? current
        : reader.renditions(viewer, id).find((each) => each.modified === keyOf(version) || each.stamp === version);
    if (found === undefined) throw new Problem('not-found', 'There is no such object, or it is not released to you.');
    return found;
  }

  /** What is shown whole counts as opened. */
  function open(viewer: Viewer, id: string, version?: string): Rendition {
    const found = find(viewer, id, version);
    audit.opened(viewer, found.version);
    return found;
  }

  /** The terms of all renditions of a version. */
  function renditionsOf({ version }: Rendition): number[] {
    return termsOf.all(version).map((row) => Number(row.terms));
  }

  /** The duties of the parts that he has; what else its author decided about them is for the owner alone. */
  function partsOf(
    viewer: Viewer,
    { owner, version, terms: under }: Pick<Rendition, 'owner' | 'version' | 'terms'>,
    object: StixObject,
  ) {
    const marked = releaser.partsOf(object, owner, wholeOf(terms.read(under).expression));
    const handled = handlingOfParts(marked);
    const duties = handled.length === 0 ? {} : { handlingOfParts: handled };
    if (!actsFor(viewer, owner)) return duties;
    const parts = givenParts(object, marked);
    const sayWithheld = saysWithheld.get(version)?.says_withheld === 1;
    return { ...duties, sayWithheld, ...(parts === undefined ? {} : { parts }) };
  }

  function summaryOf(viewer: Viewer, id: string): Summary | undefined {
    const current = reader.current(viewer, id);
    return current === undefined ? undefined : summaries.of(current, viewer);
  }

  function referencesFrom(viewer: Viewer, object: StixObject) {
    return referencesOf(object)
      .slice(0, mostReferences)
      .map(({ property, target }) => {
        const summary = summaryOf(viewer, target);
        return { property, target, ...(summary === undefined ? {} : { summary }) };
      });
  }

  return {
    view(viewer, id, version) {
      const shown = open(viewer, id, version);
      const object = summaries.parse(shown);
      const mayWrite = viewer.mayWrite && mayPublish(viewer) && object.revoked !== true;
      const renditions = reader.renditions(viewer, id);
      const newest = renditions.at(-1)?.modified;
      const versions = new Map(renditions.map((each) => [each.modified, each]));
      return {
        summary: summaries.of(shown, viewer),
        object,
        terms: termsViews.of(viewer, shown.terms, renditionsOf(shown)),
        collections: renditions
          .filter((each) => each.modified === shown.modified)
          .map(({ collection, added }) => {
            const { id: collectionId, title } = collections.get(collection);
            return { id: collectionId, title, added: formatMicroseconds(added) };
          }),
        versions: [...versions.values()]
          .map(({ stamp, modified, added }) => ({
            modified: stamp || formatMicroseconds(added),
            added: formatMicroseconds(added),
            current: modified === newest,
          }))
          .reverse(),
        references: referencesFrom(viewer, object),
        mayEdit: actsFor(viewer, shown.owner) && shown.createdByOwner && mayWrite,
        ...partsOf(viewer, shown, object),
      };
    },
    written(viewer, as, { object, collection }) {
      const stored = versionsOf.all(object.id, as.member, versionKey(object)) as Written[];
      const row = stored.findLast(({ bytes }) => isSameContent(Buffer.from(JSON.stringify(object)), object, bytes));
      if (row === undefined) throw new Error(`${object.id} was not written`);
      // As of now: whether the other member had it before is not told.
      const added = clock() * 1000;
      const stamp = stampOf(object);
      const at = { added: formatMicroseconds(added) };
      const summary = summaries.of({ ...row, added }, viewer);
      return {
        summary,
        object,
        terms: termsViews.given(viewer, as, row.terms),
        collections: [{ id: collection.id, title: collection.title, ...at }],
        versions: [{ modified: stamp || at.added, ...at, current: true }],
        references: referencesFrom(viewer, object),
        mayEdit: stamp !== '' && reader.current(viewer, object.id) !== undefined,
        ...partsOf(as, { ...row, owner: as.member }, object),
      };
    },
    bytes(viewer, id, version) {
      const [bytes] = reader.bodies([open(viewer, id, version)]);
      return bytes ?? new Uint8Array();
    },
    rendition: find,
    graph(viewer, id, limit) {
      const nodes = new Map<string, Summary>();
      const edges: z.infer<typeof Graph>['edges'] = [];
      let more = false;

      function node(of: string): boolean {
        if (nodes.has(of)) return true;
        if (nodes.size >= limit) {
          more = true;
          return false;
        }
        const summary = summaryOf(viewer, of);
        if (summary !== undefined) nodes.set(of, summary);
        return summary !== undefined;
      }

      function edge(from: string, to: string, label: string, by: string): void {
        if (from !== to && node(from) && node(to)) edges.push({ from, to, label, id: by });
      }

      /** A relationship is an edge itself; anything else that refers is a node with edges. */
      function references(of: string): void {
        const current = reader.current(viewer, of);
        if (current === undefined) return;
        const object = summaries.parse(current);
        if (object.type === 'relationship') {
          edge(String(object.source_ref), String(object.target_ref), String(object.relationship_type), of);
          return;
        }
        for (const { property, target } of referencesOf(object)) {
          if (!property.startsWith('object_marking_refs') && !property.startsWith('granular_markings')) {
            edge(
              of,
              target,
              property
                .replace(/\[\d+\]/g, '')
                .replace(/_refs?$/, '')
                .replaceAll('_', ' '),
              of,
            );
          }
        }
      }

      find(viewer, id);
      if (!id.startsWith('relationship--')) node(id);
      references(id);
      // What names it where the viewer cannot read it must not crowd out the others.
      let found = 0;
      for (const row of referring.iterate(JSON.stringify(named.naming(referenceKey(id))), sightOf(viewer))) {
        const each = String(row.id);
        const current = reader.current(viewer, each);
        if (current === undefined) continue;
        const object = summaries.parse(current);
        // An older version may have named it; what counts is what the newest says.
        const naming = referencesOf(object).filter(({ target }) => target === id);
        for (const { property } of naming) {
          if (object.type === 'relationship') references(each);
          else
            edge(
              each,
              id,
              property
                .replace(/\[\d+\]/g, '')
                .replace(/_refs?$/, '')
                .replaceAll('_', ' '),
              each,
            );
        }
        if (naming.length > 0) found += 1;
        if (found === limit * 2) break;
      }
      return { nodes: [...nodes.values()], edges: unique(edges), more };
    },
  };
}

function keyOf(version: string): string {
  return /^\d{4}-/.test(version) ? timestampKey(version) : version;
}

function unique<T extends { readonly from: string; readonly to: string; readonly label: string; readonly id: string }>(
  edges: readonly T[],
): T[] {
  return [...new Map(edges.map((edge) => [`${edge.from} ${edge.to} ${edge.label} ${edge.id}`, edge])).values()];
}
