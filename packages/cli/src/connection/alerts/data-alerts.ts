import { alertMessage, type Core, readMessage } from '@entente/server';
import type { DataViewers } from '../data-viewers.ts';
import type { AlertSource } from './alert-source.ts';

/** Alerts of a person of a data folder. */
export function createDataAlerts(core: Core, { personOf }: DataViewers): AlertSource {
  const { service } = core.alerts;
  return {
    alertSubscriptions: async (email) => service.subscriptions(personOf(email)),
    addAlert: (wanted, email) => service.add(personOf(email), readMessage(alertMessage, wanted)),
    removeAlert: (id, email) => service.remove(personOf(email), id),
    testAlert: (id, email) => service.test(personOf(email), id),
  };
}
