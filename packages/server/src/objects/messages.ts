import { z } from '@hono/zod-openapi';

/** TLP levels as Entente writes them; `null` where an object carries none. */
export const TlpLevel = z.enum(['clear', 'green', 'amber', 'amber+strict', 'red']).openapi('TlpLevel');

export const MemberRef = z
  .object({ id: z.string().describe('STIX identity id'), name: z.string() })
  .openapi('MemberRef');

/** How whoever has an object must treat it; dates are those of embargo, review and expiry. */
export const HandlingMessage = z
  .object({
    noOnwardRelease: z.boolean().optional().describe('not without the word of its originator (ORCON, Europol H2)'),
    notForCourt: z.boolean().optional().describe('not as evidence in court (Europol H1)'),
    nodesOnly: z.boolean().optional().describe('not for plain TAXII clients or files, which cannot be recalled'),
    notBefore: z.iso.datetime().optional().describe('until then its owner alone has it'),
    reviewAfter: z.iso.datetime().optional(),
    purgeAfter: z.iso.datetime().optional().describe('from then on its owner alone has it'),
  })
  .openapi('Handling');

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
    handling: HandlingMessage.optional().describe('absent: nothing but what its level says'),
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
  facets: z.stringbool().optional().describe('with how many there are of each kind'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('of a page'),
  cursor: z.string().optional().describe('of the page before; absent: the first page'),
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
    handling: HandlingMessage.describe('the duties and dates that come with it'),
  })
  .openapi('TermsView');

export const VersionRef = z
  .object({ modified: z.string(), added: z.string(), current: z.boolean() })
  .openapi('VersionRef');

export const Reference = z
  .object({ property: z.string(), target: z.string(), summary: ObjectSummary.optional() })
  .openapi('Reference');

const listOfNames = z.array(z.string()).default([]);

/** Terms as an author gives them, for an object or for parts of it. */
export const GivenTerms = z
  .object({
    tlp: TlpLevel,
    releasableTo: listOfNames.describe(
      'members, units ("Member/Unit") or groups by name, or anybody by identity id; empty: as TLP says',
    ),
    notReleasableTo: listOfNames,
  })
  .openapi('GivenTerms');

/** Parts of an object with terms of their own, which narrow those of the whole. */
export const GivenPart = z
  .object({
    selectors: z
      .array(z.string().max(500))
      .min(1)
      .max(1000)
      .describe('of STIX (2.1, section 7.2.3.1), like description or external_references.[0]'),
    terms: GivenTerms.extend({
      handling: HandlingMessage.optional().describe(
        'duties and dates of these parts; they come beside those of the whole',
      ),
    }),
  })
  .openapi('GivenPart');

export const ObjectView = z
  .object({
    summary: ObjectSummary,
    object: z.record(z.string(), z.unknown()).describe('the STIX object as the viewer has it'),
    terms: TermsView,
    collections: z.array(z.object({ id: z.string(), title: z.string(), added: z.string() })),
    versions: z.array(VersionRef).describe('newest first'),
    references: z.array(Reference).describe('what it names, with what the viewer may see of it'),
    mayEdit: z.boolean(),
    parts: z.array(GivenPart).optional().describe('its marked parts; the owner alone sees this'),
    handlingOfParts: z
      .array(z.object({ selectors: z.array(z.string()), handling: HandlingMessage }))
      .optional()
      .describe('duties and dates of single parts, as the viewer has them; absent: there are none'),
    sayWithheld: z
      .boolean()
      .optional()
      .describe('whether who gets less is told that something is withheld; the owner alone sees this'),
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
    onBehalfOf: z
      .string()
      .max(300)
      .optional()
      .describe('member by name or id, which gave a mandate to publish in its name'),
    terms: GivenTerms,
    parts: z
      .array(GivenPart)
      .max(200)
      .optional()
      .describe('marked parts; absent: granular_markings as the object has them'),
    handling: HandlingMessage.optional(),
    grants: z.string().max(64).optional().describe('id of a request for wider release that this version answers'),
    sayWithheld: z
      .boolean()
      .optional()
      .describe('whether who gets less is told that something is withheld; default true'),
    object: z
      .record(z.string(), z.unknown())
      .describe('type and the properties of that type; id only when a new version of it is meant'),
  })
  .openapi('Publication', {
    example: {
      collection: 'situation',
      terms: { tlp: 'amber', releasableTo: ['France', 'Iraq/Tigris Bridge Police'] },
      object: {
        type: 'indicator',
        name: 'A shop that sells stolen cards',
        pattern: "[domain-name:value = 'shop.example']",
        pattern_type: 'stix',
        valid_from: '2026-01-01T00:00:00Z',
      },
    },
  });

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
