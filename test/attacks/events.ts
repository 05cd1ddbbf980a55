import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { Caller } from './coalition.ts';

/** An open event stream, and what has come over it. */
export type Events = {
  seen(): string[];
  /** Resolves when this event has come; fails after a while. */
  next(name: string): Promise<void>;
  /** Resolves when the server has ended the stream; fails after a while. */
  ended(): Promise<void>;
  close(): void;
};

const patience = 5000;

/** Opens the stream of events for a caller; resolves when it has said hello. */
export async function openEvents(origin: string, { headers }: Caller): Promise<Events> {
  let text = '';
  let hasEnded = false;
  let changed: () => void = () => {};
  const outgoing = request(`${origin}/api/events`, { headers, agent: false });
  outgoing.on('response', (incoming) => {
    assert.equal(incoming.statusCode, 200);
    incoming.on('data', (chunk: Buffer) => {
      text += chunk;
      changed();
    });
    const end = (): void => {
      hasEnded = true;
      changed();
    };
    incoming.on('end', end);
    incoming.on('error', end);
  });
  outgoing.on('error', () => {});
  outgoing.end();

  async function until(what: string, holds: () => boolean): Promise<void> {
    const deadline = Date.now() + patience;
    while (!holds()) {
      assert.ok(Date.now() < deadline, `${what}, not within ${patience} ms; so far: ${JSON.stringify(text)}`);
      await new Promise<void>((resolve) => {
        changed = resolve;
        setTimeout(resolve, 50);
      });
    }
  }

  const events: Events = {
    seen: () => [...text.matchAll(/^event: (\w+)/gm)].map(([, name]) => name ?? ''),
    next: (name) => until(`event ${name}`, () => events.seen().includes(name)),
    ended: () => until('the end', () => hasEnded),
    close: () => outgoing.destroy(),
  };
  await events.next('hello');
  return events;
}
