import type {
  AddedAlertSubscription,
  AlertSubscriptions,
  AlertTest,
  NewAlertSubscription,
} from '@entente/server/api-types';

/** What a person asked to be told of: by e-mail address where a data folder is worked on, else whose token it is. */
export type AlertSource = {
  alertSubscriptions(email?: string): Promise<AlertSubscriptions>;
  addAlert(wanted: NewAlertSubscription, email?: string): Promise<AddedAlertSubscription>;
  removeAlert(id: string, email?: string): Promise<void>;
  testAlert(id: string, email?: string): Promise<AlertTest>;
};
