import { createServerAccounts } from './accounts/server-accounts.ts';
import { createServerAlerts } from './alerts/server-alerts.ts';
import type { Connection } from './connection.ts';
import { createServerMembers } from './members/server-members.ts';
import { createServerObjects } from './objects/server-objects.ts';
import { createServerPositions } from './positions/server-positions.ts';
import { createServerRecalls } from './recalls/server-recalls.ts';
import { createServerReports } from './reports/server-reports.ts';
import { createServerApi } from './server-api.ts';

/** Works through the API of a running server, as whoever the token belongs to. */
export function openServer(url: string, token: string): Connection {
  const api = createServerApi(url, token);
  return {
    ...createServerMembers(api),
    ...createServerAccounts(api),
    ...createServerObjects(api),
    ...createServerReports(api),
    ...createServerAlerts(api),
    ...createServerRecalls(api),
    ...createServerPositions(api),
    async [Symbol.asyncDispose]() {},
  };
}
