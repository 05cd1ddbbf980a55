import type { Tlp } from '@entente/release';

/** What the operator says about how alerts leave the node. */
export type AlertsOptions = {
  /** Absent: no mail is sent. */
  readonly mail?: MailOptions;
  /** What is new for a person within so long becomes one mail. */
  readonly digestMilliseconds: number;
  /** Webhooks may go to private addresses, and there without TLS. */
  readonly allowsPrivate: boolean;
  /** The widest level whose titles may leave by a channel; absent: none, an alert then says only that there is something. */
  readonly content: { readonly 'e-mail'?: Tlp; readonly webhook?: Tlp };
};

export type MailOptions = {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
  readonly from: string;
  /** tls: from the first byte; starttls: refused where the server does not offer it; plain: only to a server beside it. */
  readonly security: 'tls' | 'starttls' | 'plain';
};

/** Without the operator's word: no mail, webhooks to public addresses, and no content. */
export const carefulAlerts: AlertsOptions = { digestMilliseconds: 300_000, allowsPrivate: false, content: {} };
