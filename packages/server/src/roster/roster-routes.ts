import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import {
  NewRosterProposal,
  RosterFiles,
  RosterMessage,
  RosterProposalMessage,
  RosterTaken,
  RosterVersionMessage,
} from './messages.ts';
import { mustChangeRoster } from './policy.ts';
import { rosterTaken } from './roster-taken.ts';

/** The signed roster. To be mounted at `/api`. */
export function createRosterRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { signedRoster, rosterVersions, rosterViews } = core;
  const tags = ['Roster'];
  const known = 'any account or token: the roster is known to the coalition';
  const admins = 'coalition admin';
  const hash = z.object({ hash: z.string().max(100).describe('hash of the proposed roster') });

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/roster',
        tags,
        summary: 'The roster in force: members, keys, nodes; to administrators also what is proposed and was refused',
        policy: known,
        middleware,
        responses: { 200: json(RosterMessage, 'The roster') },
      }),
      async (context) => context.json(await rosterViews.view(context.get('viewer')), 200),
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/roster/versions',
        tags,
        summary: 'All versions, newest first: what each changed, and who signed it',
        policy: known,
        middleware,
        responses: { 200: json(z.object({ versions: z.array(RosterVersionMessage) }), 'Versions') },
      }),
      async (context) => context.json({ versions: await rosterViews.versions() }, 200),
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/roster/file',
        tags,
        summary: 'All versions as they were signed, oldest first: what others verify signatures with, offline too',
        policy: known,
        middleware,
        responses: { 200: json(RosterFiles, 'The file') },
      }),
      (context) => context.json({ rosters: rosterVersions.versions().map(({ file }) => ({ ...file })) }, 200),
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/roster/file',
        tags,
        summary: 'Take versions, or a proposal with signatures, that came from elsewhere',
        policy: admins,
        middleware,
        request: { body: jsonBody(RosterFiles) },
        responses: { 200: json(RosterTaken, 'What became of it; refused too') },
      }),
      async (context) => {
        mustChangeRoster(context.get('viewer'));
        const { rosters } = context.req.valid('json');
        return context.json(rosterTaken(await signedRoster.take(rosters, 'imported here')), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/roster/proposals',
        tags,
        summary: 'Propose the next version',
        policy: admins,
        middleware,
        request: { body: jsonBody(NewRosterProposal) },
        responses: { 201: json(RosterProposalMessage, 'Proposed') },
      }),
      async (context) => {
        const { changes, note } = context.req.valid('json');
        const made = await signedRoster.propose(context.get('viewer'), changes, note);
        return context.json(await rosterViews.proposal(made.hash), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/roster/proposals/{hash}/file',
        tags,
        summary: 'A proposal with its signatures, to be signed elsewhere',
        policy: admins,
        middleware,
        request: { params: hash },
        responses: { 200: json(RosterFiles, 'The file') },
      }),
      (context) => {
        mustChangeRoster(context.get('viewer'));
        const wanted = context.req.valid('param').hash;
        const found = rosterVersions.proposals().find((each) => each.hash === wanted);
        if (found === undefined) throw new Problem('not-found', 'There is no such proposal.');
        return context.json({ rosters: [{ ...found.file }] }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/roster/proposals/{hash}/sign',
        tags,
        summary: 'Sign a proposal; where that is enough it takes effect at once',
        policy: admins,
        middleware,
        request: { params: hash },
        responses: { 200: json(RosterTaken, 'What became of it') },
      }),
      async (context) => {
        const verdict = await signedRoster.sign(context.get('viewer'), context.req.valid('param').hash);
        return context.json(rosterTaken(verdict), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'delete',
        path: '/roster/proposals/{hash}',
        tags,
        summary: 'Withdraw a proposal',
        policy: admins,
        middleware,
        request: { params: hash },
        responses: { 204: { description: 'Withdrawn' } },
      }),
      async (context) => {
        await signedRoster.withdraw(context.get('viewer'), context.req.valid('param').hash);
        return context.body(null, 204);
      },
    );
}
