import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, byId, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { NewRequest, NewRequestAnswer, RequestMessage } from './messages.ts';
import { type SeenRequest, selfOf } from './request-service.ts';

/** Requests for information to members and units. To be mounted at `/api`. */
export function createRequestRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { requestService, requests, reader, summaries, termsViews, names, now } = core;
  const tags = ['Requests'];
  const theirs = 'who acts for the member or unit that asked, or for one that was asked, over what it may see';
  const params = byId('request');
  const answers = { 200: json(RequestMessage, 'The request as it is now') };

  function named(viewer: Viewer, principal: number) {
    const id = names.identityOf(principal);
    return { id, name: names.nameOf(viewer, id) };
  }

  function contentOf(viewer: Viewer, id: string): string | undefined {
    const shown = reader.current(viewer, id);
    const content = shown === undefined ? undefined : summaries.parse(shown).content;
    return typeof content === 'string' ? content : undefined;
  }

  function toMessage(viewer: Viewer, { request, shown }: SeenRequest): z.infer<typeof RequestMessage> {
    const { id, asker, asked, deadline, closed } = request;
    const isAsker = asker === selfOf(viewer);
    const to = requests.to(id);
    const all = requests.answers(id);
    const own = isAsker ? all : all.filter(({ principal }) => principal === selfOf(viewer));
    const hasAnswered = (principal: number): boolean => all.some((each) => each.principal === principal);
    const isWaiting = isAsker ? !to.every(hasAnswered) : own.length === 0;
    const { tlp, handling } = termsViews.of(viewer, shown.terms);
    return {
      id,
      from: named(viewer, asker),
      question: contentOf(viewer, id) ?? '',
      tlp,
      handling,
      asked,
      ...(deadline === undefined ? {} : { deadline }),
      overdue: deadline !== undefined && closed === undefined && isWaiting && Date.parse(deadline) < Date.parse(now()),
      closed: closed !== undefined,
      ...(isAsker ? { to: to.map((each) => ({ ...named(viewer, each), answered: hasAnswered(each) })) } : {}),
      answers: own.flatMap((answer) => {
        const text = contentOf(viewer, answer.id);
        return text === undefined
          ? []
          : [{ id: answer.id, from: named(viewer, answer.principal), text, time: answer.time }];
      }),
      may: { answer: requestService.mayAnswer(viewer, request), close: requestService.mayClose(viewer, request) },
    };
  }

  function one(viewer: Viewer, id: string) {
    return toMessage(viewer, requestService.find(viewer, id));
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/requests',
        tags,
        summary: 'Requests for information that one asked or was asked',
        policy: `any account or token: ${theirs}`,
        middleware,
        responses: { 200: json(z.object({ requests: z.array(RequestMessage) }), 'Newest first') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        core.noteRead(viewer.principal);
        return context.json({ requests: requestService.list(viewer).map((each) => toMessage(viewer, each)) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/requests',
        tags,
        summary: 'Ask members and units for information',
        description: 'The question is a note, released to those who are asked and to nobody else.',
        policy: 'analysts',
        middleware,
        request: { body: jsonBody(NewRequest) },
        responses: { 201: json(RequestMessage, 'Asked') },
      }),
      async (context) => {
        const viewer = context.get('viewer');
        const id = await requestService.ask(viewer, context.req.valid('json'));
        return context.json(one(viewer, id), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/requests/{id}',
        tags,
        summary: 'One request, with its answers: for the asker all, for others their own',
        policy: theirs,
        middleware,
        request: { params },
        responses: { 200: json(RequestMessage, 'The request') },
      }),
      (context) => {
        core.noteRead(context.get('viewer').principal);
        return context.json(one(context.get('viewer'), context.req.valid('param').id), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/requests/{id}/answers',
        tags,
        summary: 'Answer: a note, released to the asker alone',
        policy: 'analysts of a member or unit that was asked',
        middleware,
        request: { params, body: jsonBody(NewRequestAnswer) },
        responses: answers,
      }),
      async (context) => {
        const { id } = context.req.valid('param');
        await requestService.answer(context.get('viewer'), id, context.req.valid('json'));
        return context.json(one(context.get('viewer'), id), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/requests/{id}/close',
        tags,
        summary: 'Close a request',
        policy: 'analysts of the member or unit that asked',
        middleware,
        request: { params },
        responses: answers,
      }),
      async (context) => {
        const { id } = context.req.valid('param');
        await requestService.close(context.get('viewer'), id);
        return context.json(one(context.get('viewer'), id), 200);
      },
    );
}
