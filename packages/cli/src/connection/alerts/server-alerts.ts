import type { AddedAlertSubscription, AlertSubscriptions, AlertTest } from '@entente/server/api-types';
import type { ServerApi } from '../server-api.ts';
import type { AlertSource } from './alert-source.ts';

const path = '/alerts/subscriptions';

/** Alerts of the person whose token it is, on a running server. */
export function createServerAlerts(api: ServerApi): AlertSource {
  return {
    async alertSubscriptions(email) {
      await api.mustBeOf(email);
      return api.get<AlertSubscriptions>(path);
    },
    async addAlert(wanted, email) {
      await api.mustBeOf(email);
      return api.send<AddedAlertSubscription>('POST', path, wanted);
    },
    async removeAlert(id, email) {
      await api.mustBeOf(email);
      await api.send('DELETE', `${path}/${encodeURIComponent(id)}`);
    },
    async testAlert(id, email) {
      await api.mustBeOf(email);
      return api.send<AlertTest>('POST', `${path}/${encodeURIComponent(id)}/test`);
    },
  };
}
