import { isIP } from 'node:net';
import { Problem } from '../http/problem.ts';
import { refuseAddress } from '../peers/address-rule.ts';
import { createOutbound } from '../peers/outbound.ts';
import { PeerFailure, type PeerFailureCode } from '../peers/peer-failure.ts';
import { NotSent } from './not-sent.ts';

export type WebhookMessage = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** Posts one message. Addresses are checked where it connects to, redirects are not followed. Throws `NotSent`. */
export type SendWebhook = (address: string, message: WebhookMessage) => Promise<void>;

const milliseconds = 10_000;
const mostBytes = 64 * 1024;

export function createSendWebhook(allowsPrivate: boolean): SendWebhook {
  return async (address, { headers, body }) => {
    const { origin, pathname, search } = new URL(address);
    try {
      using outbound = createOutbound({ url: origin, allowsPrivate, allowsPlain: allowsPrivate });
      const { status } = await outbound.send({
        method: 'POST',
        path: `${pathname}${search}`,
        headers: { 'Content-Type': 'application/json', 'User-Agent': 'Entente', ...headers },
        body,
        mostBytes,
        milliseconds,
      });
      if (status < 200 || status > 299) throw new NotSent(`It answered ${status}.`, status === 410);
    } catch (error) {
      if (error instanceof PeerFailure) throw new NotSent(reasons[error.code] ?? 'It cannot be reached.');
      throw error;
    }
  };
}

/** What is told says nothing about a network that the person cannot see himself. */
const reasons: Readonly<Partial<Record<PeerFailureCode, string>>> = {
  'address-refused': 'Its address is one that this node does not send to.',
  'wrong-certificate': 'Its certificate is not accepted.',
  'too-slow': 'It did not answer in time.',
  'too-large': 'Its answer is too large.',
  redirected: 'It leads somewhere else, which is not followed.',
};

/** Refuses, as `invalid`, what can be no webhook's address here. A name is looked up only when something is sent. */
export function checkWebhookAddress(address: string, allowsPrivate: boolean): void {
  const refuse = (why: string): never => {
    throw new Problem('invalid', `A webhook cannot go there: ${why}`, { property: 'address' });
  };
  const url = URL.canParse(address) ? new URL(address) : refuse('it is no address.');
  const isPlain = url.protocol === 'http:';
  if (url.protocol !== 'https:' && !(isPlain && allowsPrivate)) refuse('it must begin with https://.');
  if (url.username !== '' || url.password !== '') refuse('it holds a name or a password.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const rule = { allowsPrivate, allowsPlain: allowsPrivate };
  if (isIP(host) !== 0 && refuseAddress(host, isPlain, rule) !== undefined) {
    refuse('it is an address that this node does not send to.');
  }
}
