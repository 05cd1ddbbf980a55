import { writeCondition, writeConditionAnswer } from '@entente/commitments';
import type { MiddlewareHandler } from 'hono';
import { AsOfQuery } from '../commitments/as-of-query.ts';
import { sourceOf } from '../commitments/given-event.ts';
import { Recorded } from '../commitments/messages.ts';
import { recordedMessage } from '../commitments/recorder.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { Conditions, NewCondition, NewConditionAnswer } from './messages.ts';

/** Conditions and demands that tie parties, positions and commitments together. To be mounted at `/api`. */
export function createConditionRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { ledger, names } = core;
  const tags = ['Conditions'];
  const records = 'analysts of members that may write to the collection';

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/conditions',
        tags,
        summary: 'Conditions and demands, with who accepted, refused, or has not answered',
        policy: 'any account or token: over what its member may see',
        middleware,
        request: { query: AsOfQuery },
        responses: { 200: json(Conditions, 'Conditions, newest first') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        return context.json(ledger.conditions(viewer, context.req.valid('query')), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/conditions',
        tags,
        summary: 'Record a condition or demand',
        policy: records,
        middleware,
        request: { body: jsonBody(NewCondition) },
        responses: { 201: json(Recorded, 'Recorded, or waiting for a second person') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { condition, ...release } = context.req.valid('json');
        const { description, statement, demandedBy, askedOf, ...rest } = condition;
        const object = () =>
          writeCondition({
            ...rest,
            demandedBy: parties(viewer, demandedBy),
            askedOf: parties(viewer, askedOf),
            ...(description === undefined ? {} : { description }),
            ...(statement === undefined ? {} : { statement }),
          });
        return context.json(recordedMessage(await ledger.record(viewer, release, object)), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/conditions/{id}/answers',
        tags,
        summary: 'Record what a party answered',
        policy: `${records}, of a condition that they see`,
        middleware,
        request: { params: byId('condition'), body: jsonBody(NewConditionAnswer) },
        responses: { 201: json(Recorded, 'Recorded, or waiting for a second person') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { id } = context.req.valid('param');
        if (!ledger.reader.of(viewer).conditions.has(id)) {
          throw new Problem('not-found', 'There is no such condition, or it is not released to you.');
        }
        const { by, answer, said, source, statement, description, ...release } = context.req.valid('json');
        const object = () =>
          writeConditionAnswer({
            condition: id,
            by: parties(viewer, [by])[0] ?? '',
            answer,
            said,
            source: sourceOf(names, viewer, source),
            ...(statement === undefined ? {} : { statement }),
            ...(description === undefined ? {} : { description }),
          });
        return context.json(recordedMessage(await ledger.record(viewer, release, object)), 201);
      },
    );

  /** Parties need not be members: whoever is no name of the coalition's is given by the id of an identity. */
  function parties(viewer: Parameters<typeof names.identities>[0], list: readonly string[]): string[] {
    return list.flatMap((each) => (/^identity--[0-9a-f-]{36}$/.test(each) ? [each] : names.identities(viewer, [each])));
  }
}
