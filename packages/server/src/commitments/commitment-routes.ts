import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { AsOfQuery } from './as-of-query.ts';
import { askLedger } from './ask-ledger.ts';
import { commitmentObject, eventObject } from './given-event.ts';
import {
  CommitmentPage,
  CommitmentQuery,
  CommitmentView,
  NewCommitment,
  NewCommitmentEvent,
  Recorded,
  Totals,
  TotalsQuery,
  WhatIf,
  WhatIfQuery,
} from './messages.ts';
import { recordedMessage } from './recorder.ts';

/** The ledger of commitments. To be mounted at `/api`. */
export function createCommitmentRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { ledger, names } = core;
  const { service, views } = ledger;
  const tags = ['Commitments'];
  const reads = 'any account or token: over what its member may see';
  const records = 'analysts of members that may write to the collection';
  const params = byId('commitment');

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/commitments',
        tags,
        summary: 'Commitments as of a day, with facets',
        policy: reads,
        middleware,
        request: { query: CommitmentQuery },
        responses: { 200: json(CommitmentPage, 'A page, by name') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        const query = context.req.valid('query');
        core.noteRead(viewer.principal);
        return context.json(askLedger(ledger, viewer).list(query), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/commitments/totals',
        tags,
        summary: 'Totals, each with the rows that it comes from',
        description:
          'Nothing is counted twice, promises are never added to deliveries, and money is converted by stated rates only.',
        policy: reads,
        middleware,
        request: { query: TotalsQuery },
        responses: { 200: json(Totals, 'Totals') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        const query = context.req.valid('query');
        core.noteRead(viewer.principal);
        return context.json(askLedger(ledger, viewer).totals(query), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/what-if',
        tags,
        summary: 'What goes, what remains and who could cover it, without a member, an area or a line of effort',
        policy: reads,
        middleware,
        request: { query: WhatIfQuery },
        responses: { 200: json(WhatIf, 'The picture without it') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        const query = context.req.valid('query');
        core.noteRead(viewer.principal);
        return context.json(askLedger(ledger, viewer).whatIf(query), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/commitments',
        tags,
        summary: 'Record a commitment, and what happened first',
        policy: records,
        middleware,
        request: { body: jsonBody(NewCommitment) },
        responses: { 201: json(Recorded, 'Recorded, or waiting for a second person') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { commitment, event, ...release } = context.req.valid('json');
        const object = () => {
          // What is wrong with the event is found before anything is published.
          if (event !== undefined) eventObject(names, viewer, 'commitment--', event);
          return commitmentObject(names, viewer, commitment);
        };
        const recorded = recordedMessage(await ledger.record(viewer, release, object));
        if (event === undefined || recorded.id === undefined) return context.json(recorded, 201);
        const about = recorded.id;
        const first = await ledger.record(viewer, release, () => eventObject(names, viewer, about, event));
        const { id, waiting } = recordedMessage(first);
        return context.json(
          { ...recorded, ...(id === undefined ? {} : { event: id }), ...(waiting === undefined ? {} : { waiting }) },
          201,
        );
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/commitments/{id}',
        tags,
        summary: 'One commitment, with its series of events and their sources',
        policy: reads,
        middleware,
        request: { params, query: AsOfQuery },
        responses: { 200: json(CommitmentView, 'The commitment') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        const view = service.view(viewer, context.req.valid('query'));
        return context.json(views.one(viewer, view, service.mustHave(view.ledger, context.req.valid('param').id)), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/commitments/{id}/events',
        tags,
        summary: 'Record what became of a commitment, as one source has it',
        policy: `${records}, of a commitment that they see`,
        middleware,
        request: { params, body: jsonBody(NewCommitmentEvent) },
        responses: { 201: json(Recorded, 'Recorded, or waiting for a second person') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { id } = service.mustHave(ledger.reader.of(viewer), context.req.valid('param').id);
        const { event, ...release } = context.req.valid('json');
        const handedIn = await ledger.record(viewer, release, () => eventObject(names, viewer, id, event));
        return context.json(recordedMessage(handedIn), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'put',
        path: '/commitments/{id}/figures',
        tags,
        summary: 'Choose whose figures are used, for oneself',
        policy: 'any account or token, of a commitment that it sees',
        middleware,
        request: {
          params,
          body: jsonBody(z.object({ source: z.string().max(300).optional().describe('absent: the rule decides') })),
        },
        responses: { 204: { description: 'Chosen' } },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { id } = service.mustHave(ledger.reader.of(viewer), context.req.valid('param').id);
        const { source } = context.req.valid('json');
        await core.queue.run(() => ledger.choices.choose(viewer, id, source));
        return context.body(null, 204);
      },
    );
}
