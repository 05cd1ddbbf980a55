import { parseWindow, type Window, writeExpectation, writeExpectationOutcome } from '@entente/commitments';
import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { DayMessage } from '../commitments/as-of-query.ts';
import { sourceOf } from '../commitments/given-event.ts';
import { Recorded } from '../commitments/messages.ts';
import { recordedMessage } from '../commitments/recorder.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { ExpectationQuery, Expectations, NewExpectation, NewOutcome, ParsedWindowMessage } from './messages.ts';

/** Things announced or due for a date, and what became of them. To be mounted at `/api`. */
export function createExpectationRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { ledger, names } = core;
  const tags = ['Expectations'];
  const reads = 'any account or token: over what its member may see';
  const records = 'analysts of members that may write to the collection';

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/expectations',
        tags,
        summary: 'What is announced or due, as of a day, by its window',
        policy: reads,
        middleware,
        request: { query: ExpectationQuery },
        responses: { 200: json(Expectations, 'Expectations') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        return context.json(ledger.expectations(viewer, context.req.valid('query')), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/expectations/window',
        tags,
        summary: 'The window that words of time mean, said on a day; neither: the words name no time',
        policy: reads,
        middleware,
        request: {
          query: z.object({ phrase: z.string().max(200).describe('words of time, as “next week”'), said: DayMessage }),
        },
        responses: { 200: json(ParsedWindowMessage, 'The window') },
      }),
      (context) => {
        const { phrase, said } = context.req.valid('query');
        return context.json({ ...parseWindow(phrase, said) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/expectations',
        tags,
        summary: 'Record something that is announced or due',
        policy: records,
        middleware,
        request: { body: jsonBody(NewExpectation) },
        responses: { 201: json(Recorded, 'Recorded, or waiting for a second person') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { expectation, ...release } = context.req.valid('json');
        const { source, phrase, window, likelihood, name, said, about, description, statement } = expectation;
        const read = phrase === undefined ? undefined : parseWindow(phrase, said);
        const object = () =>
          writeExpectation({
            name,
            said,
            about,
            ...(description === undefined ? {} : { description }),
            ...(statement === undefined ? {} : { statement }),
            ...(phrase === undefined ? {} : { phrase }),
            source: sourceOf(names, viewer, source),
            window: windowOf(window, read?.window),
            likelihood: likelihood ?? read?.likelihood ?? 'stated',
          });
        return context.json(recordedMessage(await ledger.record(viewer, release, object)), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/expectations/{id}/outcomes',
        tags,
        summary: 'Say what became of it, and by which statement',
        policy: `${records}, of an expectation that they see`,
        middleware,
        request: { params: byId('expectation'), body: jsonBody(NewOutcome) },
        responses: { 201: json(Recorded, 'Recorded, or waiting for a second person') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const { id } = context.req.valid('param');
        if (!ledger.reader.of(viewer).expectations.has(id)) {
          throw new Problem('not-found', 'There is no such expectation, or it is not released to you.');
        }
        const { outcome, on, window, phrase, source, statement, description, ...release } = context.req.valid('json');
        const read = phrase === undefined ? undefined : parseWindow(phrase, on);
        const isMoved = outcome === 'slipped' && (window !== undefined || phrase !== undefined);
        const object = () =>
          writeExpectationOutcome({
            expectation: id,
            outcome,
            on,
            source: sourceOf(names, viewer, source),
            ...(isMoved ? { window: windowOf(window, read?.window) } : {}),
            ...(statement === undefined ? {} : { statement }),
            ...(description === undefined ? {} : { description }),
          });
        return context.json(recordedMessage(await ledger.record(viewer, release, object)), 201);
      },
    );
}

/** The window given, else the one that the words mean. Throws `invalid`. */
function windowOf(given: { from: string; to?: string | undefined } | undefined, read: Window | undefined): Window {
  if (given === undefined) {
    if (read === undefined) throw new Problem('invalid', 'The words name no time: give the window as days.');
    return read;
  }
  if (given.to !== undefined && given.to < given.from) {
    throw new Problem('invalid', 'The window ends before it begins.');
  }
  return { from: given.from, ...(given.to === undefined ? {} : { to: given.to }) };
}
