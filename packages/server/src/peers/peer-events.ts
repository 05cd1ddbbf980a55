import type { Outbound } from './outbound.ts';
import { PeerFailure } from './peer-failure.ts';

/** Beyond this a peer floods: its heartbeats and news are a few bytes each. */
const mostBytesInWindow = 64 * 1024;
const windowMilliseconds = 10_000;
/** The server says that it is there every 25 seconds. */
const silenceMilliseconds = 70_000;
const rosterState = /^data: \{"state":"([\w-]{1,100})"\}$/;

/** What a peer says on its stream: that it is there, that there is more, or which roster it has by now. */
export type PeerNews = { readonly event: 'hello' | 'new' } | { readonly event: 'roster'; readonly state: string };

/**
 * Listens to a peer's server-sent events until the stream ends: each says only "there is more", of content or of the
 * roster; a hub also of what came to it from others. Nothing else that it carries is kept. Throws `PeerFailure`.
 */
export async function listenToPeer(
  outbound: Outbound,
  who: { readonly token: string; readonly isHub: boolean },
  told: (news: PeerNews) => void,
  signal: AbortSignal,
): Promise<void> {
  const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${who.token}` };
  const stream = await outbound.open({ path: `/api/events${who.isHub ? '?passed-on=true' : ''}`, headers, signal });
  stream.setTimeout(silenceMilliseconds, () => stream.destroy(new PeerFailure('too-slow', 'Nothing was heard of it.')));
  if (!/^text\/event-stream\s*(;|$)/i.test(String(stream.headers['content-type'] ?? ''))) {
    stream.destroy();
    throw new PeerFailure('wrong-media-type', 'It did not answer with events.');
  }
  let begun = performance.now();
  let received = 0;
  let rest = '';
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    if (performance.now() - begun > windowMilliseconds) {
      begun = performance.now();
      received = 0;
    }
    received += bytes.length;
    if (received > mostBytesInWindow) {
      stream.destroy();
      throw new PeerFailure('too-large', 'It floods us with events.');
    }
    const lines = (rest + bytes.toString('latin1')).split(/\r?\n/);
    rest = (lines.pop() ?? '').slice(0, 1000);
    for (const line of lines) {
      if (line === 'event: new') told({ event: 'new' });
      if (line === 'event: hello') told({ event: 'hello' });
      const [, state] = rosterState.exec(line) ?? [];
      if (state !== undefined) told({ event: 'roster', state });
    }
  }
}
