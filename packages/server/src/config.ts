import type { AlertsOptions, MailOptions } from './alerts/alerts-options.ts';
import type { FeedPolicy } from './feeds/feed-policy.ts';
import type { PeersOptions } from './peers/peers-options.ts';
import { unheldLimits } from './recall/unheld-orders.ts';
import type { LanguageModelPolicy } from './reports/language-model.ts';

/** What a node is told by whoever runs it. Only this file reads the environment. */
export type Config = {
  /** Folder of the data file, backups and lock. */
  readonly data: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Serves over TLS with these, in PEM; absent: plain HTTP, for a proxy in front of it. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** How the node is reached from outside, where that differs from host and port (behind a proxy). */
  readonly publicUrl?: string;
  /** Addresses and CIDR ranges of reverse proxies, whose word counts on the address of a client. */
  readonly trustedProxies?: readonly string[];
  /** Folder of the built web application; absent: none is served. */
  readonly webRoot?: string;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Shows the accounts of the sample coalition on the sign-in page. */
  readonly demo?: Demo;
  readonly limits: Limits;
  /** Whom the node speaks to, and how often it asks; absent: public addresses only. */
  readonly peers?: PeersOptions;
  /** Where feeds may be fetched from; absent: nowhere. */
  readonly feeds?: FeedPolicy;
  /** A language model that proposes statements; absent: rules do. */
  readonly extractor?: LanguageModelPolicy;
  /** How alerts leave the node; absent: by webhook to public addresses, without content. */
  readonly alerts?: AlertsOptions;
  /** Length of an epoch of the audit log, where it is not the usual one: in tests. */
  readonly auditEpochMilliseconds?: number;
};

/** Only for a node that holds nothing but the sample: anybody who reaches it may sign in. */
export type Demo = {
  readonly accounts: readonly {
    readonly email: string;
    readonly name: string;
    readonly member: string;
    readonly about: string;
  }[];
  readonly password: string;
};

/** Bounds on what one request may cost. Sizes in bytes. */
export type Limits = {
  /** Largest body of a TAXII or API request. */
  readonly bodyBytes: number;
  /** Largest upload to import, which is streamed. */
  readonly importBytes: number;
  readonly objectBytes: number;
  readonly objectDepth: number;
  /** Objects of a TAXII page: without `limit`, and at the most. */
  readonly pageStandard: number;
  readonly pageLargest: number;
  /** Event streams open at once for one credential. */
  readonly streams: number;
};

export const defaultLimits: Limits = {
  bodyBytes: 64 * 1024 * 1024,
  importBytes: 16 * 1024 * 1024 * 1024,
  objectBytes: 16 * 1024 * 1024,
  objectDepth: 64,
  pageStandard: 1000,
  pageLargest: 1000,
  streams: 20,
};

/** Settings from environment variables named ENTENTE_…; what is not set has its default. Throws for what means nothing. */
export function readEnvironment(environment: NodeJS.ProcessEnv): {
  logLevel: Config['logLevel'];
  publicUrl?: string;
  peers: PeersOptions;
  feeds: FeedPolicy;
  extractor?: LanguageModelPolicy;
  alerts: AlertsOptions;
  trustedProxies: readonly string[];
  limits: Limits;
} {
  const number = (name: string, standard: number): number => {
    const text = environment[name];
    if (text === undefined || text === '') return standard;
    if (!/^[1-9]\d*$/.test(text)) throw new Error(`${name} must be a positive whole number; it is "${text}"`);
    return Number(text);
  };
  const list = (name: string): string[] =>
    (environment[name] ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');
  const levels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
  const wantedLevel = environment.ENTENTE_LOG_LEVEL || 'warn';
  const logLevel = levels.find((level) => level === wantedLevel);
  if (logLevel === undefined) {
    throw new Error(`ENTENTE_LOG_LEVEL must be ${levels.join(', ')}; it is "${wantedLevel}"`);
  }
  const publicUrl = environment.ENTENTE_PUBLIC_URL;
  return {
    logLevel,
    ...(publicUrl === undefined || publicUrl === '' ? {} : { publicUrl: publicUrl.replace(/\/+$/, '') }),
    peers: {
      allowsPrivate: environment.ENTENTE_PEER_ADDRESSES === 'private',
      pollMilliseconds: number('ENTENTE_PEER_POLL_SECONDS', 30) * 1000,
      unheldOrders: {
        perOwner: number('ENTENTE_MAX_UNHELD_ORDERS', unheldLimits.perOwner),
        perPeer: number('ENTENTE_MAX_UNHELD_ORDERS_OF_PEER', unheldLimits.perPeer),
      },
    },
    ...readExtractor(environment),
    feeds: {
      allowed: list('ENTENTE_FEEDS'),
      privateAddresses: environment.ENTENTE_FEEDS_PRIVATE === 'true',
    },
    alerts: readAlerts(environment, number),
    trustedProxies: list('ENTENTE_TRUSTED_PROXIES'),
    limits: {
      bodyBytes: number('ENTENTE_MAX_BODY_BYTES', defaultLimits.bodyBytes),
      importBytes: number('ENTENTE_MAX_IMPORT_BYTES', defaultLimits.importBytes),
      objectBytes: number('ENTENTE_MAX_OBJECT_BYTES', defaultLimits.objectBytes),
      objectDepth: number('ENTENTE_MAX_OBJECT_DEPTH', defaultLimits.objectDepth),
      pageStandard: number('ENTENTE_PAGE_OBJECTS', defaultLimits.pageStandard),
      pageLargest: number('ENTENTE_MAX_PAGE_OBJECTS', defaultLimits.pageLargest),
      streams: number('ENTENTE_MAX_STREAMS', defaultLimits.streams),
    },
  };
}

type ReadNumber = (name: string, standard: number) => number;

function readAlerts(environment: NodeJS.ProcessEnv, number: ReadNumber): AlertsOptions {
  const level = (name: string) => {
    const text = environment[name]?.toLowerCase().replace(/^tlp:/, '') ?? '';
    if (text === '') return undefined;
    const found = (['clear', 'green', 'amber', 'amber+strict'] as const).find((each) => each === text);
    if (found === undefined) throw new Error(`${name} must be clear, green, amber or amber+strict; it is "${text}"`);
    return found;
  };
  const [mailed, posted] = [level('ENTENTE_ALERT_TLP_MAIL'), level('ENTENTE_ALERT_TLP_WEBHOOK')];
  const mail = readMail(environment, number);
  return {
    ...(mail === undefined ? {} : { mail }),
    digestMilliseconds: number('ENTENTE_ALERT_DIGEST_SECONDS', 300) * 1000,
    allowsPrivate: environment.ENTENTE_WEBHOOKS_PRIVATE === 'true',
    content: {
      ...(mailed === undefined ? {} : { 'e-mail': mailed }),
      ...(posted === undefined ? {} : { webhook: posted }),
    },
  };
}

function readMail(environment: NodeJS.ProcessEnv, number: ReadNumber): MailOptions | undefined {
  const { ENTENTE_SMTP_HOST: host, ENTENTE_SMTP_FROM: from, ENTENTE_SMTP_USER: user } = environment;
  if (host === undefined || host === '') return undefined;
  if (from === undefined || !from.includes('@')) {
    throw new Error('ENTENTE_SMTP_FROM must be the address that mail comes from, where ENTENTE_SMTP_HOST is set');
  }
  const wanted = environment.ENTENTE_SMTP_SECURITY ?? 'starttls';
  const security = (['tls', 'starttls', 'plain'] as const).find((each) => each === wanted);
  if (security === undefined)
    throw new Error(`ENTENTE_SMTP_SECURITY must be tls, starttls or plain; it is "${wanted}"`);
  const password = environment.ENTENTE_SMTP_PASSWORD;
  return {
    host,
    from,
    security,
    port: number('ENTENTE_SMTP_PORT', security === 'tls' ? 465 : 587),
    ...(user === undefined || user === '' ? {} : { user, ...(password === undefined ? {} : { password }) }),
  };
}

/** Off unless an address and a model are named. */
function readExtractor(environment: NodeJS.ProcessEnv): { extractor?: LanguageModelPolicy } {
  const { ENTENTE_EXTRACTOR_URL: url = '', ENTENTE_EXTRACTOR_MODEL: model = '' } = environment;
  if (url === '' && model === '') return {};
  if (!URL.canParse(url) || model === '') {
    throw new Error(
      'ENTENTE_EXTRACTOR_URL and ENTENTE_EXTRACTOR_MODEL go together: an address and the name of a model',
    );
  }
  const { ENTENTE_EXTRACTOR_KEY: key = '', ENTENTE_EXTRACTOR_TLP: widest = 'clear' } = environment;
  const level = (['clear', 'green', 'amber', 'amber+strict'] as const).find((each) => each === widest.toLowerCase());
  if (level === undefined) throw new Error('ENTENTE_EXTRACTOR_TLP is clear, green, amber or amber+strict');
  const privateAddresses = environment.ENTENTE_EXTRACTOR_PRIVATE === 'true';
  return { extractor: { url, model, level, privateAddresses, ...(key === '' ? {} : { key }) } };
}
