import type { ConnectionOptions } from '../commands/options.ts';
import { usageFailure } from '../failure.ts';
import type { AuditSource } from './audit-source.ts';

/** Opens the log that the options name; a data folder also while a server runs on it, since nothing is changed. */
export async function openAudit({ data, url, token }: ConnectionOptions): Promise<AuditSource> {
  if (data !== undefined) {
    const { openDataAudit } = await import('./data-audit.ts');
    return openDataAudit(data);
  }
  if (url === undefined || token === undefined) {
    throw usageFailure('it is not said whose log is meant', 'Give --data DIR, or --url URL and --token TOKEN.');
  }
  const { openServerAudit } = await import('./server-audit.ts');
  return openServerAudit(url, token);
}
