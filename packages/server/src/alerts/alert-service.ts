import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { Problem } from '../http/problem.ts';
import type { AlertStore } from './alert-store.ts';
import type { AlertsOptions } from './alerts-options.ts';
import type { Checker } from './checker.ts';
import type { Found } from './found.ts';
import type * as messages from './messages.ts';
import { NotSent } from './not-sent.ts';
import type { Reader } from './people.ts';
import { checkWebhookAddress } from './send-webhook.ts';
import type { Sender } from './sender.ts';
import type { SourceOf } from './source-of.ts';
import type { Subscription, SubscriptionStore } from './subscription-store.ts';

type Message<Name extends keyof typeof messages> = (typeof messages)[Name] extends infer T extends z.ZodType
  ? z.output<T>
  : never;

/**
 * Alerts of the person who asks, and of nobody else: another's are answered like none. Refusals: `not-allowed` where no
 * person asks, `not-found`, `invalid`, `conflict`, `too-many-requests`.
 */
export type AlertService = {
  list(viewer: Viewer): Message<'AlertList'>;
  /** Those with these ids, or all. */
  read(viewer: Viewer, ids: readonly string[] | undefined): Promise<void>;
  subscriptions(viewer: Viewer): Message<'AlertSubscriptions'>;
  add(viewer: Viewer, wanted: Message<'NewAlertSubscription'>): Promise<Message<'AddedAlertSubscription'>>;
  remove(viewer: Viewer, id: string): Promise<void>;
  /** Sends a message that tells of nothing. One that arrives takes the channel up again that was given up. */
  test(viewer: Viewer, id: string): Promise<Message<'AlertTest'>>;
};

type Parts = {
  readonly queue: WriteQueue;
  readonly subscriptions: SubscriptionStore;
  readonly alerts: AlertStore;
  readonly sourceOf: SourceOf;
  readonly checker: Checker;
  readonly sender: Pick<Sender, 'test'>;
  readonly secretOf: (subscription: string) => string;
  readonly options: AlertsOptions;
  readonly record: RecordEvent;
  readonly clock: () => number;
  /** Somebody subscribed, or does no more. */
  readonly changed: (account: string) => void;
};

const mostSubscriptions = 100;
const mostListed = 300;
const betweenTests = 5000;
const gone = 'Something that is not there for you any more';

export function createAlertService(parts: Parts): AlertService {
  const { queue, subscriptions, alerts, sourceOf, checker, sender, options, record, clock } = parts;
  const lastTests = new Map<string, number>();

  function personOf(viewer: Viewer): Reader {
    const { account } = viewer;
    if (account === undefined) throw new Problem('not-allowed', 'Alerts are for persons: use a personal token.');
    return { ...viewer, account };
  }

  /** A message leaves the node: that is not for a token that may only read. */
  function mustWrite(viewer: Viewer): Reader {
    const person = personOf(viewer);
    if (!viewer.mayWrite) throw new Problem('not-allowed', 'A token that may only read changes no subscriptions.');
    return person;
  }

  function find(viewer: Reader, id: string): Subscription {
    const found = subscriptions.find(viewer.account.id, id);
    if (found === undefined) throw new Problem('not-found', 'There is no such subscription.');
    return found;
  }

  const nameOf = (viewer: Viewer, { watch }: Pick<Subscription, 'watch'>) => sourceOf(watch).nameOf(viewer, watch);

  function toMessage(viewer: Viewer, subscription: Subscription): Message<'AlertSubscriptionMessage'> {
    const { id, watch, channel, address, created, stopped } = subscription;
    const name = nameOf(viewer, subscription) ?? gone;
    return {
      id,
      watch,
      name,
      channel,
      ...(address === undefined ? {} : { address }),
      created,
      ...(stopped === undefined ? {} : { stopped }),
    };
  }

  /** What the viewer has now of what he was told of. A picture that is being made anew has nothing to show yet. */
  function listed(viewer: Viewer, subscription: Subscription): Message<'AlertMessage'>[] {
    const told = alerts.of(subscription.subscription);
    if (told.length === 0) return [];
    const name = nameOf(viewer, subscription) ?? gone;
    const keys = told.map(({ key }) => key);
    const have = sourceOf(subscription.watch).have(viewer, subscription.watch, keys);
    const byKey = new Map<string, Found>(have.map((each) => [each.key, each]));
    return told.flatMap(({ id, key, time, isRead }) => {
      const found = byKey.get(key);
      if (found === undefined) return [];
      const { what, title, path } = found;
      return [{ id, subscription: { id: subscription.id, name }, what, title, path, time, read: isRead }];
    });
  }

  function mustBeOffered({ channel, address }: Message<'NewAlertSubscription'>): void {
    if (channel === 'e-mail' && options.mail === undefined) {
      throw new Problem('invalid', 'This node sends no mail.', { property: 'channel' });
    }
    if (channel !== 'webhook') {
      if (address === undefined) return;
      throw new Problem('invalid', 'Only a webhook has an address; mail goes to that of the account.', {
        property: 'address',
      });
    }
    if (address === undefined) throw new Problem('invalid', 'A webhook needs an address.', { property: 'address' });
    checkWebhookAddress(address, options.allowsPrivate);
  }

  return {
    list(viewer) {
      const own = subscriptions.of(personOf(viewer).account.id);
      const all = own.flatMap((each) => {
        try {
          return listed(viewer, each);
        } catch (error) {
          if (error instanceof Problem && error.code === 'not-ready') return [];
          throw error;
        }
      });
      all.sort((a, b) => (a.time === b.time ? (a.id < b.id ? -1 : 1) : a.time > b.time ? -1 : 1));
      return {
        alerts: all.slice(0, mostListed),
        unread: all.filter(({ read }) => !read).length,
        stopped: own.filter(({ stopped }) => stopped !== undefined).length,
      };
    },
    read: (viewer, ids) => {
      const { account } = personOf(viewer);
      return queue.run(() => alerts.read(account.id, ids));
    },
    subscriptions(viewer) {
      const own = subscriptions.of(personOf(viewer).account.id);
      return {
        subscriptions: own.map((each) => toMessage(viewer, each)),
        channels: ['in-app', 'webhook', ...(options.mail === undefined ? [] : (['e-mail'] as const))],
      };
    },
    async add(viewer, wanted) {
      const person = mustWrite(viewer);
      const { watch, channel, address } = wanted;
      mustBeOffered(wanted);
      if (nameOf(person, wanted) === undefined) {
        throw new Problem('not-found', 'There is no such thing to be told of, or it is not released to you.');
      }
      const added = await queue.run(() => {
        if (subscriptions.of(person.account.id).length >= mostSubscriptions) {
          throw new Problem('conflict', `You have ${mostSubscriptions} subscriptions already; remove one first.`);
        }
        const subscription = subscriptions.add({
          account: person.account.id,
          watch,
          channel,
          created: new Date(clock()).toISOString(),
          looked: checker.newest(),
          ...(address === undefined ? {} : { address }),
        });
        checker.begin(person, subscription);
        record(
          { kind: 'alert-added', accounts: [person.account.id], detail: { channel, subscription: subscription.id } },
          viewer,
        );
        return subscription;
      });
      parts.changed(person.account.id);
      return {
        ...toMessage(person, added),
        ...(channel === 'webhook' ? { secret: parts.secretOf(added.id) } : {}),
      };
    },
    async remove(viewer, id) {
      const person = mustWrite(viewer);
      const { subscription, channel } = find(person, id);
      await queue.run(() => {
        subscriptions.remove(subscription);
        record({ kind: 'alert-removed', accounts: [person.account.id], detail: { channel, subscription: id } }, viewer);
      });
      parts.changed(person.account.id);
    },
    async test(viewer, id) {
      const person = mustWrite(viewer);
      const subscription = find(person, id);
      const wait = (lastTests.get(person.account.id) ?? Number.NEGATIVE_INFINITY) + betweenTests - clock();
      if (wait > 0) {
        throw new Problem('too-many-requests', 'A moment, please: one test after the other.', {
          retryAfter: Math.ceil(wait / 1000),
        });
      }
      lastTests.set(person.account.id, clock());
      try {
        await sender.test(person, subscription);
      } catch (error) {
        if (!(error instanceof NotSent)) throw error;
        return { arrived: false, problem: error.message };
      }
      await queue.run(() => subscriptions.stop(subscription.subscription, undefined));
      return { arrived: true };
    },
  };
}
