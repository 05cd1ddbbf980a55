import { readEnvironment } from '@entente/server';
import { createDataAccounts } from './accounts/data-accounts.ts';
import { createDataAlerts } from './alerts/data-alerts.ts';
import type { Connection } from './connection.ts';
import { createDataViewers } from './data-viewers.ts';
import { createDataMembers } from './members/data-members.ts';
import { createDataObjects } from './objects/data-objects.ts';
import { openCore } from './open-core.ts';
import { createDataPositions } from './positions/data-positions.ts';
import { createDataRecalls } from './recalls/data-recalls.ts';
import { createDataReports } from './reports/data-reports.ts';

/** Works on a data folder directly, in the name of the node's first member with all roles. */
export function openData(data: string): Connection {
  const { feeds, alerts, peers, limits } = readEnvironment(process.env);
  const open = openCore(data, { feeds, alerts, peers });
  const { core } = open;
  const viewers = createDataViewers(core);
  return {
    ...createDataMembers(core, viewers),
    ...createDataAccounts(core, viewers),
    ...createDataObjects(core, viewers, limits),
    ...createDataReports(core, viewers),
    ...createDataAlerts(core, viewers),
    ...createDataRecalls(core, viewers),
    ...createDataPositions(core, viewers),
    [Symbol.asyncDispose]: () => open[Symbol.asyncDispose](),
  };
}
