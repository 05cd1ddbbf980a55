import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { HandedInMessage, handedIn } from '../positions/handed-in.ts';
import { createPageCursor } from '../taxii/page-cursor.ts';
import {
  AddedReports,
  FeedChange,
  FeedMessage,
  GivenLikeness,
  GivenStatement,
  NewFeed,
  NewReport,
  ReadReport,
  ReportFacts,
  ReportPage,
  ReportSource,
  ReportView,
} from './messages.ts';
import { bounded } from './report-service.ts';

const part = (what: string) => z.string().max(200).describe(`id of the ${what}`);

/** Reports: texts that come in, and what they say. To be mounted at `/api`. */
export function createReportRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { service, views, statements, feeds } = core.reports;
  const cursor = createPageCursor(core.coalition.secret);
  const tags = ['Reports'];
  const reads = 'any account or token: over what it may see';
  const writes = 'analysts who may write to the collection; the originator of all that is made is their member';
  const confirms = 'analysts who see the report and may write to its collection, or to one of their own';
  const report = byId('report');
  const answers = { 200: json(ReportView, 'The report as it is now') };

  const handed = {
    201: json(HandedInMessage, 'Published'),
    202: json(HandedInMessage, 'By the policy of one’s member it waits for a second person'),
  };

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/reports',
        tags,
        summary: 'Reports that have a text, newest first',
        policy: reads,
        middleware,
        request: {
          query: z.object({
            limit: z.coerce.number().int().min(1).max(100).default(30).describe('of a page'),
            cursor: z.string().max(300).optional().describe('of the page before; absent: the first page'),
          }),
        },
        responses: { 200: json(ReportPage, 'A page') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        const { limit, cursor: from } = context.req.valid('query');
        const boundTo = `reports ${viewer.principal}`;
        core.noteRead(viewer.principal);
        const before = from === undefined ? Number.MAX_SAFE_INTEGER : cursor.read(from, boundTo);
        const { reports, last } = views.page(viewer, before, limit);
        return context.json({ reports, ...(last === undefined ? {} : { next: cursor.write(last, boundTo) }) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/reports/read',
        tags,
        summary: 'What a text or file says: its text, and what it says about itself. Nothing is kept',
        policy: 'analysts who may write to a collection',
        middleware,
        request: { body: jsonBody(ReportSource) },
        responses: { 200: json(ReadReport, 'What it says') },
      }),
      async (context) => {
        const { format, documents } = await service.read(context.get('viewer'), context.req.valid('json'));
        const read = documents.map(({ facts, paragraphs, notes }) => ({
          facts: ReportFacts.parse(bounded(facts)),
          paragraphs: [...paragraphs],
          notes: [...notes],
        }));
        return context.json({ format, documents: read }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/reports',
        tags,
        summary: 'Bring in a text or a file: the original as an artifact, each text in it as a report',
        policy: writes,
        middleware,
        request: { body: jsonBody(NewReport) },
        responses: { 201: json(AddedReports, 'What became of it') },
      }),
      async (context) => context.json(await service.add(context.get('viewer'), context.req.valid('json')), 201),
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/reports/{id}',
        tags,
        summary: 'A report, what it says by whom, and what a machine proposes',
        policy: reads,
        middleware,
        request: { params: report },
        responses: answers,
      }),
      async (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        return context.json(await views.view(viewer, context.req.valid('param').id), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/reports/{id}/statements',
        tags,
        summary: 'Confirm a proposal, as it is or corrected, or add a statement by hand',
        policy: confirms,
        middleware,
        request: { params: report, body: jsonBody(GivenStatement) },
        responses: handed,
      }),
      async (context) => {
        const { id: of } = context.req.valid('param');
        return handedIn(context, await statements.confirm(context.get('viewer'), of, context.req.valid('json')));
      },
    )
    .openapi(
      signedInRoute({
        method: 'delete',
        path: '/reports/{id}/statements/{statement}',
        tags,
        summary: 'Take back a statement: it is revoked for all who had it',
        policy: 'analysts of the member that confirmed it',
        middleware,
        request: { params: report.extend({ statement: part('statement') }) },
        responses: { 204: { description: 'Revoked' } },
      }),
      async (context) => {
        const { id: of, statement } = context.req.valid('param');
        await statements.revoke(context.get('viewer'), of, statement);
        return context.body(null, 204);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/reports/{id}/proposals/{proposal}/reject',
        tags,
        summary: 'Reject a proposal',
        policy: confirms,
        middleware,
        request: { params: report.extend({ proposal: part('proposal') }) },
        responses: { 204: { description: 'Rejected' } },
      }),
      async (context) => {
        const { id: of, proposal } = context.req.valid('param');
        await statements.reject(context.get('viewer'), of, proposal);
        return context.body(null, 204);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/reports/{id}/proposals/{proposal}/reopen',
        tags,
        summary: 'Undo: a statement that was made of the proposal is revoked',
        policy: confirms,
        middleware,
        request: { params: report.extend({ proposal: part('proposal') }) },
        responses: { 204: { description: 'Open again' } },
      }),
      async (context) => {
        const { id: of, proposal } = context.req.valid('param');
        await statements.reopen(context.get('viewer'), of, proposal);
        return context.body(null, 204);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/reports/{id}/duplicates',
        tags,
        summary: 'Say that two reports are one source',
        policy: confirms,
        middleware,
        request: { params: report, body: jsonBody(GivenLikeness) },
        responses: handed,
      }),
      async (context) => {
        const { id: of } = context.req.valid('param');
        return handedIn(context, await statements.link(context.get('viewer'), of, context.req.valid('json').of));
      },
    )
    .openapi(
      signedInRoute({
        method: 'delete',
        path: '/reports/{id}/duplicates/{link}',
        tags,
        summary: 'Take back the word that two reports are one source: it is revoked for all who had it',
        policy: 'analysts of the member that said so',
        middleware,
        request: { params: report.extend({ link: part('link') }) },
        responses: { 204: { description: 'Revoked' } },
      }),
      async (context) => {
        const { id: of, link } = context.req.valid('param');
        await statements.unlink(context.get('viewer'), of, link);
        return context.body(null, 204);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/feeds',
        tags,
        summary: 'The feeds that one’s member pulls',
        policy: 'any account or token that acts for the member',
        middleware,
        responses: {
          200: json(z.object({ feeds: z.array(FeedMessage), allowed: z.array(z.string()) }), 'All of them'),
        },
      }),
      (context) => context.json({ feeds: feeds.list(context.get('viewer')), allowed: [...feeds.allowed] }, 200),
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/feeds',
        tags,
        summary: 'Pull a feed from an address that the operator allows',
        policy: 'member administrators and analysts who may write to the collection',
        middleware,
        request: { body: jsonBody(NewFeed) },
        responses: { 201: json(FeedMessage, 'The feed; it is pulled at once') },
      }),
      async (context) => context.json(await feeds.add(context.get('viewer'), context.req.valid('json')), 201),
    )
    .openapi(
      signedInRoute({
        method: 'patch',
        path: '/feeds/{id}',
        tags,
        summary: 'Pause a feed, or pull it again',
        policy: 'analysts and administrators of the member that pulls it',
        middleware,
        request: { params: byId('feed'), body: jsonBody(FeedChange) },
        responses: { 200: json(FeedMessage, 'The feed; one that goes on is pulled at once') },
      }),
      async (context) =>
        context.json(
          await feeds.pause(context.get('viewer'), context.req.valid('param').id, context.req.valid('json').paused),
          200,
        ),
    )
    .openapi(
      signedInRoute({
        method: 'delete',
        path: '/feeds/{id}',
        tags,
        summary: 'Pull a feed no more; what has come in stays',
        policy: 'analysts and administrators of the member that pulls it',
        middleware,
        request: { params: byId('feed') },
        responses: { 204: { description: 'Removed' } },
      }),
      async (context) => {
        await feeds.remove(context.get('viewer'), context.req.valid('param').id);
        return context.body(null, 204);
      },
    );
}
