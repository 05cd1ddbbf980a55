import { z } from '@hono/zod-openapi';

/** TLP levels as Entente writes them; `null` where an object carries none. */
export const TlpLevel = z.enum(['clear', 'green', 'amber', 'amber+strict', 'red']).openapi('TlpLevel');

export const MemberRef = z
  .object({ id: z.string().describe('STIX identity id'), name: z.string() })
  .openapi('MemberRef');

/** What lists, cards and graph nodes show of an object: computed from the viewer's own rendition. */
export const ObjectSummary = z
  .object({
    id: z.string(),
    type: z.string(),
    title: z.string().describe('name, or what stands for it in this type'),
    excerpt: z.string().optional().describe('first 280 characters of its description, abstract or content'),
    owner: MemberRef,
    source: z.boolean().describe('true: the owner brought it in; somebody else created it'),
    created: z.string().optional(),
    modified: z.string().optional(),
    added: z.string().describe('when it came into sight here'),
    tlp: TlpLevel.nullable(),
    labels: z.array(z.string()),
    revoked: z.boolean(),
    confidence: z.number().int().optional(),
  })
  .openapi('ObjectSummary');

export const Facet = z.object({ value: z.string(), label: z.string(), count: z.number().int() }).openapi('Facet');

export const ObjectPage = z
  .object({
    objects: z.array(ObjectSummary),
    next: z.string().optional().describe('cursor of the following page; absent on the last'),
    total: z.object({ count: z.number().int(), exact: z.boolean().describe('false: that many or more') }),
    facets: z
      .object({
        type: z.array(Facet),
        member: z.array(Facet),
        tlp: z.array(Facet),
        collection: z.array(Facet),
      })
      .optional()
      .describe('only where asked for with facets=true'),
  })
  .openapi('ObjectPage');

export const ObjectQuery = z.object({
  q: z.string().max(500).optional().describe('words; "a phrase"; a STIX id'),
  type: z.string().optional().describe('comma-separated'),
  member: z.string().optional().describe('identity ids of owners, comma-separated'),
  tlp: z.string().optional().describe('levels or "none", comma-separated'),
  collection: z.string().optional().describe('collection ids, comma-separated'),
  since: z.iso.datetime().optional().describe('added after'),
  facets: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
});

/** Terms as people read them. Only the owner sees the lists; a recipient sees the level, the handling and `you`. */
export const TermsView = z
  .object({
    tlp: TlpLevel.nullable(),
    sentence: z.string().describe('in words: who may have it, and why'),
    unmarked: z.boolean(),
    statedByCollection: TlpLevel.optional().describe('what the collection says that unmarked means'),
    releasableTo: z.array(MemberRef).optional(),
    notReleasableTo: z.array(MemberRef).optional(),
    audience: z.array(MemberRef).optional().describe('who may have it now; the owner alone sees this'),
  })
  .openapi('TermsView');

export const VersionRef = z
  .object({ modified: z.string(), added: z.string(), current: z.boolean() })
  .openapi('VersionRef');

export const Reference = z
  .object({ property: z.string(), target: z.string(), summary: ObjectSummary.optional() })
  .openapi('Reference');

export const ObjectView = z
  .object({
    summary: ObjectSummary,
    object: z.record(z.string(), z.unknown()).describe('the STIX object as the viewer has it'),
    terms: TermsView,
    collections: z.array(z.object({ id: z.string(), title: z.string(), added: z.string() })),
    versions: z.array(VersionRef).describe('newest first'),
    references: z.array(Reference).describe('what it names, with what the viewer may see of it'),
    mayEdit: z.boolean(),
  })
  .openapi('ObjectView');

export const Graph = z
  .object({
    nodes: z.array(ObjectSummary),
    edges: z.array(z.object({ from: z.string(), to: z.string(), label: z.string(), id: z.string() })),
    more: z.boolean().describe('true: more neighbours than the limit'),
  })
  .openapi('Graph');

/** What an author hands over: the terms first, then the object without ids, dates and markings. */
export const Publication = z
  .object({
    collection: z.string().describe('collection id or alias'),
    terms: z.object({
      tlp: TlpLevel,
      releasableTo: z
        .array(z.string())
        .default([])
        .describe('members, units ("Member/Unit") or groups by name, or anybody by identity id; empty: as TLP says'),
      notReleasableTo: z.array(z.string()).default([]),
    }),
    object: z
      .record(z.string(), z.unknown())
      .describe('type and the properties of that type; id only when a new version of it is meant'),
  })
  .openapi('Publication');

/** One broken rule of the standard, as the validator names it. */
export const RefusalMessage = z
  .object({
    id: z.string().optional(),
    type: z.string().optional(),
    path: z.string(),
    rule: z.string(),
    section: z.string(),
    message: z.string(),
  })
  .openapi('Refusal');

export const ImportSummary = z
  .object({
    stored: z.number().int(),
    unchanged: z.number().int().describe('were there already'),
    refused: z.number().int(),
    byType: z.record(z.string(), z.number().int()),
    refusals: z.array(RefusalMessage).describe('the first 1,000'),
    notes: z.array(z.string()),
  })
  .openapi('ImportSummary');
