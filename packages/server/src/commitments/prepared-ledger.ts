import type { MiddlewareHandler } from 'hono';
import type { SignedIn } from '../http/sign-in-required.ts';
import type { LedgerReader } from './ledger-reader.ts';

/** Lets through who is signed in when the ledger is at hand for him: until then others have their turn. */
export function preparedLedger(
  signedIn: MiddlewareHandler<SignedIn>,
  reader: Pick<LedgerReader, 'prepare'>,
): MiddlewareHandler<SignedIn> {
  return (context, next) =>
    signedIn(context, async () => {
      await reader.prepare(context.get('viewer'));
      await next();
    });
}
