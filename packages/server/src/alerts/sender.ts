import type { Tlp } from '@entente/release';
import type { RecordEvent } from '../audit/audit-event.ts';
import type { WriteQueue } from '../database/write-queue.ts';
import { backoff } from '../retrying/backoff.ts';
import type { AlertStore } from './alert-store.ts';
import type { AlertsOptions } from './alerts-options.ts';
import type { Found } from './found.ts';
import type { MayLeave } from './may-leave.ts';
import type { Channel } from './messages.ts';
import { NotSent } from './not-sent.ts';
import type { Delivery, Outbox } from './outbox.ts';
import type { People, Reader } from './people.ts';
import type { SendMail } from './send-mail.ts';
import type { SendWebhook } from './send-webhook.ts';
import type { SourceOf } from './source-of.ts';
import type { Subscription, SubscriptionStore } from './subscription-store.ts';
import { webhookHeaders } from './webhook-signature.ts';

/** Sends what waits, to each as he may read at that moment. */
export type Sender = {
  /** All that is due. */
  run(): Promise<void>;
  /** A message that tells of nothing, at once. Throws `NotSent`. */
  test(viewer: Reader, subscription: Subscription): Promise<void>;
};

type Parts = {
  readonly queue: WriteQueue;
  readonly subscriptions: SubscriptionStore;
  readonly alerts: AlertStore;
  readonly outbox: Outbox;
  readonly sourceOf: SourceOf;
  readonly people: People;
  readonly mayLeave: MayLeave;
  readonly sendMail: SendMail | undefined;
  readonly sendWebhook: SendWebhook;
  readonly secretOf: (subscription: string) => string;
  readonly content: AlertsOptions['content'];
  readonly record: RecordEvent;
  /** Where the web application is reached. */
  readonly url: () => string;
  readonly clock: () => number;
};

type Item = { readonly title: string; readonly what: string; readonly link: string };
type Message = { readonly items: readonly Item[]; readonly isAll: boolean };

const atOnce = 8;
const firstRetry = 5000;
const longestRetry = 6 * 3_600_000;
/** What could not be sent for so long will not be: its channel is given up. */
const patience = 5 * 86_400_000;

export function createSender(parts: Parts): Sender {
  const { queue, subscriptions, alerts, outbox, sourceOf, people, mayLeave, sendMail, sendWebhook, content } = parts;
  const page = (): string => `${parts.url()}/alerts`;

  /** What a person has now of the alerts of one subscription; what he has no more is forgotten. */
  async function stillThere(viewer: Reader, row: number, rows: ReadonlySet<number>): Promise<readonly Found[]> {
    const subscription = subscriptions.get(row);
    if (subscription === undefined) return [];
    const wanted = alerts
      .of(row)
      .filter(({ alert, isRead }) => rows.has(alert) && !(isRead && subscription.channel === 'e-mail'));
    const found = sourceOf(subscription.watch).have(
      viewer,
      subscription.watch,
      wanted.map(({ key }) => key),
    );
    const there = new Set(found.map(({ key }) => key));
    const gone = wanted.filter(({ key }) => !there.has(key)).map(({ key }) => key);
    if (gone.length > 0) await queue.run(() => alerts.forget(row, gone));
    return found;
  }

  function messageOf(viewer: Reader, found: readonly Found[], widest: Tlp | undefined): Message {
    const items = found
      .filter((each) => mayLeave(viewer, each, widest))
      .map(({ title, what, path }) => ({ title, what, link: `${parts.url()}${path}` }));
    return { items, isAll: items.length === found.length };
  }

  async function mail(viewer: Reader, id: string, { items, isAll }: Message): Promise<void> {
    if (sendMail === undefined) throw new NotSent('This node sends no mail.');
    const lines = items.map(({ title, what, link }) => `- ${oneLine(title)} (${what})\n  ${link}\n`);
    const more = items.length > 0 && !isAll ? ['There is more, which may not be told by mail.\n'] : [];
    await sendMail.send({
      to: viewer.account.email,
      subject: 'Something new in Entente',
      text: ['There is something new for you.\n', ...lines, ...more, page(), ''].join('\n'),
      id,
    });
  }

  async function post(subscription: Subscription, id: string, type: string, items: readonly Item[]): Promise<void> {
    const moment = parts.clock();
    const data = { subscription: subscription.id, link: page(), ...(items.length === 0 ? {} : { items }) };
    const body = JSON.stringify({ type, timestamp: new Date(moment).toISOString(), data });
    const headers = webhookHeaders(parts.secretOf(subscription.id), id, Math.floor(moment / 1000), body);
    await sendWebhook(subscription.address ?? '', { headers, body });
  }

  async function send(viewer: Reader, delivery: Delivery, found: readonly Found[]): Promise<void> {
    if (delivery.subscription === undefined) {
      return mail(viewer, delivery.id, messageOf(viewer, found, content['e-mail']));
    }
    const subscription = subscriptions.get(delivery.subscription);
    if (subscription === undefined) return;
    await post(subscription, delivery.id, 'alert', messageOf(viewer, found, content.webhook).items);
  }

  /** Who was told by which channel; not of what. */
  function tell(kind: 'alert-sent' | 'alert-stopped', viewer: Reader, channel: Channel, ids: readonly string[]): void {
    const detail = { channel, subscriptions: [...ids] };
    parts.record({ kind, members: [viewer.member], accounts: [viewer.account.id], detail });
  }

  function giveUp(viewer: Reader, { delivery, account, subscription: row }: Delivery, problem: string): void {
    const stopped = subscriptions
      .of(account)
      .filter((each) => (row === undefined ? each.channel === 'e-mail' : each.subscription === row));
    for (const each of stopped) {
      subscriptions.stop(each.subscription, { time: new Date(parts.clock()).toISOString(), problem });
    }
    outbox.remove(delivery);
    tell(
      'alert-stopped',
      viewer,
      row === undefined ? 'e-mail' : 'webhook',
      stopped.map(({ id }) => id),
    );
  }

  async function deliver(delivery: Delivery): Promise<void> {
    const viewer = people(delivery.account);
    const items = outbox.alerts(delivery.delivery);
    const bySubscription = Map.groupBy(items, ({ subscription }) => subscription);
    const drop = () => queue.run(() => outbox.remove(delivery.delivery));
    if (viewer === undefined) return drop();
    await queue.run(() => outbox.begin(delivery.delivery, parts.clock()));
    try {
      const told: string[] = [];
      const found: Found[] = [];
      for (const [row, ofIt] of bySubscription) {
        const there = await stillThere(viewer, row, new Set(ofIt.map(({ alert }) => alert)));
        const id = subscriptions.get(row)?.id;
        if (there.length > 0 && id !== undefined) told.push(id);
        found.push(...there);
      }
      if (found.length === 0) return await drop();
      await send(viewer, delivery, found);
      await queue.run(() => {
        outbox.remove(delivery.delivery);
        tell('alert-sent', viewer, delivery.subscription === undefined ? 'e-mail' : 'webhook', told);
      });
    } catch (error) {
      const problem = error instanceof NotSent ? error.message : 'It could not be sent.';
      const failing = parts.clock() - (delivery.firstTried ?? parts.clock());
      const isOver = failing > patience || (error instanceof NotSent && error.isFinal);
      await queue.run(() => {
        if (isOver) giveUp(viewer, delivery, problem);
        else
          outbox.retry(
            delivery.delivery,
            Math.round(parts.clock() + backoff(delivery.attempts + 1, firstRetry, longestRetry)),
          );
      });
    }
  }

  return {
    async run() {
      for (;;) {
        const due = outbox.due(parts.clock(), atOnce);
        if (due.length === 0) return;
        await Promise.all(due.map(deliver));
      }
    },
    async test(viewer, subscription) {
      const id = `test-${subscription.id}-${parts.clock()}`;
      if (subscription.channel === 'e-mail') {
        if (sendMail === undefined) throw new NotSent('This node sends no mail.');
        const text = `This is a test, which you asked for. Alerts look like this.\n\n${page()}\n`;
        await sendMail.send({ to: viewer.account.email, subject: 'A test from Entente', text, id });
      }
      if (subscription.channel === 'webhook') await post(subscription, id, 'test', []);
    },
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 300);
}
