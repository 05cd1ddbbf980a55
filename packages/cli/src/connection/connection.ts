import type { AccountSource } from './accounts/account-source.ts';
import type { AlertSource } from './alerts/alert-source.ts';
import type { MemberSource } from './members/member-source.ts';
import type { ObjectSource } from './objects/object-source.ts';
import type { PositionSource } from './positions/position-source.ts';
import type { RecallSource } from './recalls/recall-source.ts';
import type { ReportSource } from './reports/report-source.ts';

/** A coalition to work on: the data folder of a node, or a running server. Both answer with the messages of the API. */
export type Connection = AsyncDisposable &
  MemberSource &
  AccountSource &
  ObjectSource &
  ReportSource &
  AlertSource &
  RecallSource &
  PositionSource;
