import type { OutboundAnswer } from './outbound.ts';
import { parseJson } from './parse-json.ts';
import { PeerFailure } from './peer-failure.ts';

const jsonTypes = /^application\/([\w.-]+\+)?json\s*(;|$)/;
/** What a proxy answers while what it stands for does not run. */
const gatewayStatuses: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Whether that is not there which was asked for. Only the node itself says so, in JSON: a proxy before it that answers
 * 404 while the node does not run must not be believed that there are no orders and no collections.
 */
export function isMissing({ status, mediaType }: Pick<OutboundAnswer, 'status' | 'mediaType'>): boolean {
  return status === 404 && jsonTypes.test(mediaType);
}

/** Why an answer is not the one that was asked for, told from its status and from who seems to have given it. */
export function answerFailure(answer: Pick<OutboundAnswer, 'status' | 'mediaType' | 'body'>): PeerFailure {
  const { status, mediaType, body } = answer;
  if (!jsonTypes.test(mediaType)) {
    const why = gatewayStatuses.has(status) ? ': the node behind it does not run, or is not reached' : '';
    return new PeerFailure('unexpected-answer', `A server that is no node answered ${status} in its place${why}.`);
  }
  if (status === 401 || status === 403) {
    return new PeerFailure('turned-away', 'It does not let us in: not confirmed there yet, paused, or ended.');
  }
  if (status === 429) return new PeerFailure('unexpected-answer', 'It is asked too often, and wants us to wait.');
  return codeOf(body) === 'quarantined'
    ? new PeerFailure(
        'quarantined',
        'It was restored from a backup, and answers nothing until it knows what was recalled since.',
      )
    : new PeerFailure('unexpected-answer', `It answered ${status}.`);
}

function codeOf(body: Uint8Array): unknown {
  const said = (parseJson(Buffer.from(body)) ?? {}) as { error?: { code?: unknown }; error_code?: unknown };
  return said.error?.code ?? said.error_code;
}
