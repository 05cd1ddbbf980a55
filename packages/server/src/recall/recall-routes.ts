import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { createPageCursor } from '../taxii/page-cursor.ts';
import {
  NewRecall,
  NewRecalls,
  PurgeReceipts,
  RecalledMany,
  RecallLook,
  RecallMessage,
  RecallNotices,
  RecallPage,
} from './messages.ts';

/** Taking something back, and what became of it. To be mounted at `/api`. */
export function createRecallRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { recallService, recallViews, notices } = core.recall;
  const cursor = createPageCursor(core.coalition.secret);
  const tags = ['Recall'];
  const owners = 'people of the member that recalled it; others are answered as for one that does not exist';

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/recalls',
        tags,
        summary: 'What one’s member has recalled, newest first',
        policy: 'any account or token of a member: what that member recalled',
        middleware,
        request: {
          query: z.object({
            object: z.string().max(200).optional().describe('id; absent: all'),
            limit: z.coerce.number().int().min(1).max(200).default(50).describe('of a page'),
            cursor: z.string().optional().describe('of the page before; absent: the first page'),
          }),
        },
        responses: { 200: json(RecallPage, 'A page') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        const query = context.req.valid('query');
        if (query.object !== undefined) {
          const recalls = recallService.ofObject(viewer, query.object).map(recallViews.of);
          return context.json({ recalls }, 200);
        }
        const boundTo = `recalls ${viewer.principal}`;
        const before = query.cursor === undefined ? Number.MAX_SAFE_INTEGER : cursor.read(query.cursor, boundTo);
        const found = recallService.list(viewer, before, query.limit + 1);
        const page = found.slice(0, query.limit);
        const last = page.at(-1);
        const hasMore = found.length > page.length && last !== undefined;
        return context.json(
          { recalls: page.map(recallViews.of), ...(hasMore ? { next: cursor.write(last.recall, boundTo) } : {}) },
          200,
        );
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/objects/{id}/recall',
        tags,
        summary: 'What recalling an own object would do, and who has it beyond recall',
        policy: 'analysts and release officers of its owner; others are answered as for a missing object',
        middleware,
        request: {
          params: byId('object'),
          query: z.object({ version: z.string().max(64).optional().describe('absent: all versions') }),
        },
        responses: { 200: json(RecallLook, 'What would happen') },
      }),
      (context) => {
        const { id: object } = context.req.valid('param');
        const { version } = context.req.valid('query');
        return context.json(
          recallViews.look(object, recallService.look(context.get('viewer'), { object, version })),
          200,
        );
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/objects/{id}/recalled',
        tags,
        summary: 'Whose order took back what one had opened, and why',
        description: 'Empty for whoever had not opened it himself, as for what never existed.',
        policy: 'the person who had opened it, by the log; for others there is nothing',
        middleware,
        request: { params: byId('object') },
        responses: { 200: json(RecallNotices, 'Newest first') },
      }),
      (context) => {
        const { id } = context.req.valid('param');
        return context.json(recallViews.notices(notices(context.get('viewer'), id)), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/recalls',
        tags,
        summary: 'Take an own object back: it is purged wherever it is held',
        description: 'Cannot be undone: what is recalled is never taken again, here or on any node that held it.',
        policy: 'analysts and release officers of its owner; others are answered as for a missing object',
        middleware,
        request: { body: jsonBody(NewRecall) },
        responses: { 201: json(RecallMessage, 'Ordered: nobody can read it here any more') },
      }),
      async (context) =>
        context.json(recallViews.of(await recallService.order(context.get('viewer'), context.req.valid('json'))), 201),
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/recalls/batch',
        tags,
        summary: 'Take many own objects back at once, all versions of each',
        description: 'What cannot be recalled is named with its reason, and keeps nothing else back.',
        policy: 'analysts and release officers of their owner; for others each is answered as a missing object',
        middleware,
        request: { body: jsonBody(NewRecalls) },
        responses: { 200: json(RecalledMany, 'Ordered: nobody can read them here any more') },
      }),
      async (context) => {
        const { ids, reason } = context.req.valid('json');
        const { recalls, refused } = await recallService.orderAll(context.get('viewer'), ids, reason);
        return context.json({ recalls: recalls.map(({ id, object }) => ({ id, object })), refused: [...refused] }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/recalls/{id}',
        tags,
        summary: 'What became of a recall: who has confirmed, and what is beyond recall',
        policy: owners,
        middleware,
        request: { params: byId('recall', 64) },
        responses: { 200: json(RecallMessage, 'As it is now') },
      }),
      (context) =>
        context.json(recallViews.of(recallService.find(context.get('viewer'), context.req.valid('param').id)), 200),
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/recalls/{id}/receipts',
        tags,
        summary: 'What nodes signed when they had purged it: a file that entente verify checks offline',
        policy: owners,
        middleware,
        request: { params: byId('recall', 64) },
        responses: { 200: json(PurgeReceipts, 'Of the nodes that have confirmed') },
      }),
      (context) => {
        const recall = recallService.find(context.get('viewer'), context.req.valid('param').id);
        return context.json(recallViews.receipts(recall), 200);
      },
    );
}
