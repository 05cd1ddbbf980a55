import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import {
  InvitationMessage,
  InvitationText,
  InvitingNode,
  JoinRequest,
  NewInvitation,
  PeerChangeMessage,
  PeerConfirmation,
  PeerList,
  PeerLogMessage,
  PeerMessage,
  RetryAll,
  SetAsideList,
  SetAsideRunMessage,
} from './messages.ts';
import type { Peer } from './peer.ts';
import { mustRunPeers, mustSeePeers } from './policy.ts';

const mostListed = 500;

/** The other nodes, for who runs this one. To be mounted at `/api`. */
export function createPeerRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { peers } = core;
  const { views } = peers;
  const tags = ['Nodes'];
  const seen = 'coalition admin, auditor';
  const decides = 'coalition admin';
  const byId = z.object({ id: z.string().max(200).describe('id or name') });
  const bySetAside = byId.extend({ number: z.coerce.number().int().min(0).describe('of what is set aside') });

  function mustFind(id: string): Peer {
    const found = peers.store.find(id);
    if (found === undefined) throw new Problem('not-found', 'There is no such node.');
    return found;
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/peers',
        tags,
        summary: 'This node and those that it exchanges with',
        policy: seen,
        middleware,
        responses: { 200: json(PeerList, 'The nodes') },
      }),
      (context) => {
        mustSeePeers(context.get('viewer'));
        return context.json({ own: views.own(), peers: peers.store.all().map(views.peer) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/peers/invitations',
        tags,
        summary: 'Invite another node: the text works once, for an hour',
        policy: decides,
        middleware,
        request: { body: jsonBody(NewInvitation) },
        responses: { 201: json(InvitationMessage, 'The invitation; it is shown this once') },
      }),
      async (context) => {
        const { url, ...directions } = context.req.valid('json');
        const at = url === undefined ? undefined : { url };
        return context.json(await peers.joining.invite(context.get('viewer'), directions, at), 201);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/peers/look',
        tags,
        summary: 'Who invites, before one joins',
        policy: decides,
        middleware,
        request: { body: jsonBody(InvitationText) },
        responses: { 200: json(InvitingNode, 'The inviting node') },
      }),
      async (context) => {
        const { invitation } = context.req.valid('json');
        return context.json(views.inviting(await peers.joining.look(context.get('viewer'), invitation)), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/peers/join',
        tags,
        summary: 'Join the node that invited; nothing passes before both sides have confirmed',
        policy: decides,
        middleware,
        request: { body: jsonBody(JoinRequest) },
        responses: { 201: json(PeerMessage, 'Joined') },
      }),
      async (context) => {
        const { url, invitation, ...directions } = context.req.valid('json');
        const at = url === undefined ? undefined : { url };
        return context.json(
          views.peer(await peers.joining.join(context.get('viewer'), invitation, directions, at)),
          201,
        );
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/peers/{id}',
        tags,
        summary: 'One node',
        policy: seen,
        middleware,
        request: { params: byId },
        responses: { 200: json(PeerMessage, 'The node') },
      }),
      (context) => {
        mustSeePeers(context.get('viewer'));
        return context.json(views.peer(mustFind(context.req.valid('param').id)), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'patch',
        path: '/peers/{id}',
        tags,
        summary: 'Open, pause or end a direction; call it a hub; name it',
        policy: decides,
        middleware,
        request: { params: byId, body: jsonBody(PeerChangeMessage) },
        responses: { 200: json(PeerMessage, 'Changed') },
      }),
      async (context) => {
        const { id } = context.req.valid('param');
        const changed = await peers.service.change(context.get('viewer'), id, context.req.valid('json'));
        return context.json(views.peer(changed), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/peers/{id}/confirm',
        tags,
        summary: 'The fingerprints are the same: begin',
        policy: decides,
        middleware,
        request: { params: byId, body: jsonBody(PeerConfirmation) },
        responses: { 200: json(PeerMessage, 'Confirmed') },
      }),
      async (context) => {
        const { fingerprint } = context.req.valid('json');
        const { id } = context.req.valid('param');
        return context.json(views.peer(await peers.service.confirm(context.get('viewer'), id, fingerprint)), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/peers/{id}/wake',
        tags,
        summary: 'Ask it at once whether there is more',
        policy: decides,
        middleware,
        request: { params: byId },
        responses: { 204: { description: 'Asked' } },
      }),
      (context) => {
        peers.wake(context.get('viewer'), context.req.valid('param').id);
        return context.body(null, 204);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/peers/{id}/log',
        tags,
        summary: 'What happened with it, newest first',
        policy: seen,
        middleware,
        request: { params: byId },
        responses: { 200: json(PeerLogMessage, 'The log') },
      }),
      (context) => {
        mustSeePeers(context.get('viewer'));
        const { peer } = mustFind(context.req.valid('param').id);
        return context.json({ entries: peers.log.last(peer, mostListed).map((each) => ({ ...each })) }, 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/peers/{id}/set-aside',
        tags,
        summary: 'What it sent that could not be taken: ids and reasons, no content',
        policy: decides,
        middleware,
        request: { params: byId },
        responses: { 200: json(SetAsideList, 'Oldest first') },
      }),
      (context) => {
        mustRunPeers(context.get('viewer'));
        return context.json(views.setAside(mustFind(context.req.valid('param').id)), 200);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/peers/{id}/set-aside/retry',
        tags,
        summary: 'Try all once more, or what waits for one reason: in the background, see `run` of the list',
        policy: decides,
        middleware,
        request: { params: byId, body: jsonBody(RetryAll) },
        responses: { 202: json(SetAsideRunMessage, 'Begun') },
      }),
      async (context) => {
        const { rule } = context.req.valid('json');
        const { id } = context.req.valid('param');
        return context.json(await peers.setAsideService.retryAll(context.get('viewer'), id, rule), 202);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/peers/{id}/set-aside/{number}/retry',
        tags,
        summary: 'Try to take it once more',
        policy: decides,
        middleware,
        request: { params: bySetAside },
        responses: { 204: { description: 'Taken' } },
      }),
      async (context) => {
        const { id, number } = context.req.valid('param');
        await peers.setAsideService.retry(context.get('viewer'), id, number);
        return context.body(null, 204);
      },
    )
    .openapi(
      signedInRoute({
        method: 'delete',
        path: '/peers/{id}/set-aside/{number}',
        tags,
        summary: 'Throw it away',
        policy: decides,
        middleware,
        request: { params: bySetAside },
        responses: { 204: { description: 'Gone' } },
      }),
      async (context) => {
        const { id, number } = context.req.valid('param');
        await peers.setAsideService.discard(context.get('viewer'), id, number);
        return context.body(null, 204);
      },
    );
}
