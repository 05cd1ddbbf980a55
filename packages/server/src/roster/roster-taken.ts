import type { RosterVerdict } from '@entente/exchange';
import type { z } from '@hono/zod-openapi';
import type { RosterTaken } from './messages.ts';

/** What became of what was given. That signatures are missing is no refusal. */
export function rosterTaken(verdict: RosterVerdict): z.infer<typeof RosterTaken> {
  switch (verdict.state) {
    case 'accepted':
      return { state: 'accepted', version: verdict.file.roster.version };
    case 'same':
      return { state: 'same' };
    case 'refused': {
      const isWaiting = verdict.reason === 'under-signed' || verdict.reason === 'under-signed-by-previous';
      return { state: isWaiting ? 'waiting' : 'refused', reason: verdict.reason, message: verdict.message };
    }
  }
}
