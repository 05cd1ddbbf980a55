import type { OperatorReport } from '@entente/server/api-types';
import { queryOptions } from '@tanstack/react-query';
import { get, write } from './request.ts';

export const operatorQuery = queryOptions({
  queryKey: ['operator'],
  queryFn: ({ signal }) => get<OperatorReport>('/api/operator', signal),
  refetchInterval: (query) => (query.state.data?.jobs.some((job) => job.state === 'running') ? 2000 : 15_000),
});

export function startBackup(): Promise<void> {
  return write('POST', '/api/operator/backups');
}

export function endQuarantine(reason: string): Promise<void> {
  return write('POST', '/api/operator/quarantine/end', { reason });
}
