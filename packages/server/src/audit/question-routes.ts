import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, signedInRoute } from '../http/signed-in-route.ts';
import { createPageCursor } from '../taxii/page-cursor.ts';
import { type EntryMessage, toMessage } from './entry-message.ts';
import type { EntryFilter, FoundEntry } from './entry-query.ts';
import { AuditEntries, AuditHoldings, AuditKindName, AuditReceipts } from './messages.ts';
import { mayAskAboutMember, mayAskAboutPerson, type Scope } from './policy.ts';
import { newestReceipt, type Receipt, type ReceiptPosition, receiptKinds } from './receipts.ts';
import { entryColumns, holdingColumns, receiptColumns } from './row-columns.ts';
import { rowFormats, rowsFile } from './rows-file.ts';

const page = {
  cursor: z.string().max(500).optional().describe('of the page before; absent: the first page'),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('of a page'),
  format: z.enum(rowFormats).optional().describe('all of it, as a file'),
};
const PageQuery = z.object(page);
const kinds = z
  .string()
  .max(1000)
  .transform((text) => text.split(','))
  .pipe(z.array(AuditKindName))
  .optional()
  .openapi({ type: 'string', description: 'kinds, comma-separated' });
const EntryQueryMessage = z.object({
  kind: kinds,
  member: z.string().max(300).optional().describe('name or identity id'),
  account: z.string().max(320).optional().describe('id or e-mail address'),
  subject: z.string().max(300).optional().describe('id of an object, collection, group, token, or terms'),
  since: z.iso.datetime().optional().describe('not before'),
  until: z.iso.datetime().optional().describe('before'),
  ...page,
});
const byName = (what: string) => z.object({ id: z.string().max(320).describe(what) });
const ofObject = byId('object', 320);
const pageSize = 500;
const none = 'nobody';

/** What auditors ask, and everybody about himself. To be mounted at `/api`. */
export function createQuestionRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { questions, audit, members, database } = core;
  const { entries, legends, holdings, receipts, termsHistory } = questions;
  const cursor = createPageCursor(core.coalition.secret);
  const tags = ['Audit'];
  const policy =
    'auditors: all; coalition admins: what they administer and their member; member admins: their member; everybody else: himself';
  const aboutObjects = 'auditors; the people of its owner; everybody else: about himself';

  function boundTo(viewer: Viewer, what: string, query: object): string {
    const digest = createHash('sha256').update(JSON.stringify(query)).digest('hex');
    return `audit ${what} ${viewer.credentialId} ${viewer.principal} ${digest}`;
  }

  function accountNamed(idOrEmail: string) {
    const row = database
      .prepare('SELECT id, member FROM account WHERE id = ?1 OR email = ?2')
      .get(idOrEmail, idOrEmail.trim().toLowerCase());
    return row && { id: String(row.id), member: Number(row.member) };
  }

  function filterOf(query: z.infer<typeof EntryQueryMessage>): EntryFilter {
    const { kind, member, account, subject, since, until } = query;
    const named = member === undefined ? undefined : members.find(member)?.identity;
    return {
      kinds: kind,
      // A name that nobody has finds nothing.
      subjects: [
        ...(member === undefined ? [] : [`m:${named ?? none}`]),
        ...(account === undefined ? [] : [`a:${accountNamed(account)?.id ?? none}`]),
        ...(subject === undefined ? [] : [subject]),
      ],
      since: since === undefined ? undefined : Date.parse(since),
      until: until === undefined ? undefined : Date.parse(until),
    };
  }

  function* allMessages(scope: Scope, filter: EntryFilter): Generator<EntryMessage> {
    for (let before = Number.MAX_SAFE_INTEGER; ; ) {
      const found = entries.page(scope, filter, before, pageSize);
      yield* found.map(toMessage);
      if (found.length < pageSize) return;
      before = found.at(-1)?.entry ?? 0;
    }
  }

  function entriesAnswer(viewer: Viewer, scope: Scope, found: readonly FoundEntry[]) {
    const contents = found.map(({ content }) => content);
    const legend = legends.of(viewer, scope, contents);
    const names = {
      ...legend.names,
      ...titlesOf(
        viewer,
        contents.flatMap(({ subjects = [] }) => subjects),
      ),
    };
    return { entries: found.map(toMessage), legend: { ...legend, names } };
  }

  /** What those objects are called that the viewer sees; of others the log says the id alone. */
  function titlesOf(viewer: Viewer, ids: readonly string[]): Record<string, string> {
    const objects = new Set(ids.filter((id) => id.includes('--') && !id.startsWith('identity--')));
    return Object.fromEntries(
      [...objects].flatMap((id) => {
        const current = core.reader.current(viewer, id);
        return current === undefined ? [] : [[id, core.summaries.of(current, viewer).title]];
      }),
    );
  }

  /** Columns for people: names of whom the viewer may know. */
  function columnsFor(viewer: Viewer, scope: Scope) {
    const known = new Map<string, string>();
    return entryColumns((id) => {
      const name = known.get(id) ?? legends.name(viewer, scope, id) ?? id;
      known.set(id, name);
      return name;
    });
  }

  /** A page of what this subject has had or opened, or all of it as a file. */
  function receiptsAnswer(
    context: Context<SignedIn>,
    what: 'received' | 'opened',
    { id, subject, how }: { id: string; subject: string; how: readonly (typeof receiptKinds)[number][] },
    { cursor: after, limit, format }: z.infer<typeof PageQuery>,
  ) {
    const viewer = context.get('viewer');
    const scope = questions.scopeOf(viewer);
    const read = (from: ReceiptPosition, most: number) => receipts(viewer, scope, subject, how, from, most);
    if (format !== undefined)
      return rowsFile(context, core.access.whileGood, `entente-${what}`, format, receiptColumns, allOf(read));
    const bound = boundTo(viewer, what, { id });
    const { received, next } = read(readPosition(after, bound), limit);
    const further = next && [next.entry, next.added].map((each) => cursor.write(each, bound)).join('.');
    const titles = titlesOf(
      viewer,
      received.flatMap(({ object = [] }) => object),
    );
    const named = received.map((each) => {
      const title = titles[each.object ?? ''];
      return title === undefined ? each : { ...each, title };
    });
    return context.json({ received: named, ...(further === undefined ? {} : { next: further }) }, 200);
  }

  function readPosition(text: string | undefined, bound: string): ReceiptPosition {
    if (text === undefined) return newestReceipt;
    const [entry = '', added = ''] = text.split('.');
    return { entry: cursor.read(entry, bound), added: cursor.read(added, bound) };
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/audit/entries',
        tags,
        summary: 'What the log says, newest first',
        policy,
        middleware,
        request: { query: EntryQueryMessage },
        responses: { 200: json(AuditEntries, 'A page') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const scope = questions.scopeOf(viewer);
        const { cursor: after, limit, format, ...query } = context.req.valid('query');
        const filter = filterOf({ ...query, limit });
        await audit.flush();
        if (format !== undefined) {
          return rowsFile(
            context,
            core.access.whileGood,
            'entente-audit',
            format,
            columnsFor(viewer, scope),
            allMessages(scope, filter),
          );
        }
        const bound = boundTo(viewer, 'entries', query);
        const before = after === undefined ? Number.MAX_SAFE_INTEGER : cursor.read(after, bound);
        const found = entries.page(scope, filter, before, limit + 1);
        const shown = found.slice(0, limit);
        const last = shown.at(-1);
        const next = found.length > limit && last !== undefined ? { next: cursor.write(last.entry, bound) } : {};
        return context.json({ ...entriesAnswer(viewer, scope, shown), ...next }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/audit/objects/{id}/holders',
        tags,
        summary: 'Who has this object, by version',
        policy: aboutObjects,
        middleware,
        request: { params: ofObject, query: PageQuery },
        responses: { 200: json(AuditHoldings, 'A page') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { id } = context.req.valid('param');
        const { cursor: after, limit, format } = context.req.valid('query');
        await audit.flush();
        const all = known(holdings(viewer, questions.scopeOf(viewer), id));
        if (format !== undefined)
          return rowsFile(context, core.access.whileGood, 'entente-holders', format, holdingColumns, all);
        const bound = boundTo(viewer, 'holders', { id });
        const from = after === undefined ? 0 : cursor.read(after, bound);
        const next = from + limit < all.length ? { next: cursor.write(from + limit, bound) } : {};
        return context.json({ holdings: all.slice(from, from + limit), ...next }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/audit/objects/{id}/terms',
        tags,
        summary: 'What changed in the terms of this object, when, by whom',
        policy: aboutObjects,
        middleware,
        request: { params: ofObject, query: z.object({ format: page.format }) },
        responses: { 200: json(AuditEntries, 'All of it, in order') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        const scope = questions.scopeOf(viewer);
        const found = known(termsHistory(viewer, scope, context.req.valid('param').id));
        const { format } = context.req.valid('query');
        if (format !== undefined) {
          return rowsFile(
            context,
            core.access.whileGood,
            'entente-terms',
            format,
            columnsFor(viewer, scope),
            found.map(toMessage),
          );
        }
        return context.json(entriesAnswer(viewer, scope, found), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/audit/members/{id}/received',
        tags,
        summary: 'What this member has had',
        policy: 'auditors; admins of the member',
        middleware,
        request: { params: byName('identity id or name'), query: PageQuery },
        responses: { 200: json(AuditReceipts, 'A page') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { id } = context.req.valid('param');
        await audit.flush();
        const member = members.find(id);
        if (member === undefined || !mayAskAboutMember(viewer, questions.scopeOf(viewer), member.member)) {
          throw new Problem('not-found', 'There is no such member, or it is not yours to ask about.');
        }
        const asked = { id, subject: `m:${member.identity}`, how: receiptKinds };
        return receiptsAnswer(context, 'received', asked, context.req.valid('query'));
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/audit/persons/{id}/opened',
        tags,
        summary: 'What this person opened',
        policy: 'auditors; admins of its member; oneself',
        middleware,
        request: { params: byName('account id or e-mail address'), query: PageQuery },
        responses: { 200: json(AuditReceipts, 'A page') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { id } = context.req.valid('param');
        await audit.flush();
        const person = accountNamed(id);
        if (person === undefined || !mayAskAboutPerson(viewer, questions.scopeOf(viewer), person)) {
          throw new Problem('not-found', 'There is no such person, or it is not yours to ask about.');
        }
        const asked = { id, subject: `a:${person.id}`, how: ['opened'] as const };
        return receiptsAnswer(context, 'opened', asked, context.req.valid('query'));
      },
    );
}

function* allOf(
  read: (from: ReceiptPosition, limit: number) => { received: readonly Receipt[]; next?: ReceiptPosition },
): Generator<Receipt> {
  for (let from: ReceiptPosition | undefined = newestReceipt; from !== undefined; ) {
    const found = read(from, pageSize);
    yield* found.received;
    from = found.next;
  }
}

/** Every object that the log knows of has some; what one may not know of answers like what there is not. */
function known<T>(found: readonly T[]): readonly T[] {
  if (found.length === 0) throw new Problem('not-found', 'The log tells you of no such object.');
  return found;
}
