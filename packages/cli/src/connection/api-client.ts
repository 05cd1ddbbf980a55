import { Failure, usageFailure } from '../failure.ts';

/** What the server did not do; `status` is that of HTTP. */
export class Refused extends Failure {
  readonly status: number;

  constructor(status: number, message: string, advice?: string) {
    super(message, advice);
    this.status = status;
  }
}

/** Calls the JSON API of a running server. What it refuses becomes a Failure that says why. */
export type ApiClient = {
  get<T>(path: string): Promise<T>;
  /** With a JSON body. */
  send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>;
  /** Any other request; the answer is one that says ok. */
  request(path: string, init: RequestInit): Promise<Response>;
};

/** `url` is where the server is reached, with or without `/api`. */
export function createApiClient(url: string, token: string): ApiClient {
  if (!/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url)) {
    throw usageFailure(
      `${url} is no address of a server`,
      'It begins with https:// or http://, like https://node.example.',
    );
  }
  const base = `${url.replace(/\/+$/, '').replace(/\/api$/, '')}/api`;

  const client: ApiClient = {
    async request(path, init) {
      const headers = new Headers(init.headers);
      headers.set('Authorization', `Bearer ${token}`);
      let response: Response;
      try {
        response = await fetch(`${base}${path}`, { ...init, headers });
      } catch (error) {
        throw new Failure(
          `${url} cannot be reached: ${reasonOf(error)}`,
          `Check the address${url.startsWith('https:') ? ', https or http,' : ''} and that the server runs there.`,
        );
      }
      if (!response.ok) throw await refusalOf(response, base + path);
      return response;
    },
    async get<T>(path: string) {
      return (await client.request(path, {})).json() as Promise<T>;
    },
    async send<T>(method: string, path: string, body?: unknown) {
      const response = await client.request(path, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      });
      return (response.status === 204 ? undefined : await response.json()) as T;
    },
  };
  return client;
}

/** fetch says only "fetch failed"; why is in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  // What OpenSSL says has its own addresses and files in it.
  return cause instanceof Error ? cause.message.replace(/^.*SSL routines:[^:]*:([^:]+):.*$/s, '$1') : String(cause);
}

async function refusalOf(response: Response, address: string): Promise<Refused> {
  const answer = (await response.json().catch(() => undefined)) as
    | { error?: { code?: string; message?: string } }
    | undefined;
  const message = answer?.error?.message;
  if (response.status === 401)
    return new Refused(
      401,
      `the token is not known there: ${address}`,
      'It may have expired or been revoked; make a new one with entente token create.',
    );
  if (message === undefined)
    return new Refused(
      response.status,
      `${address} answered ${response.status}`,
      'Is that the address of an Entente server?',
    );
  return new Refused(response.status, message, advice[answer?.error?.code ?? '']);
}

const advice: Readonly<Record<string, string>> = {
  'not-allowed': 'Use a token of somebody who may, or work with --data on the machine of the node.',
  'too-large': 'Send less at once, or raise the limit of the server (docs/cli.md).',
  'too-many-requests': 'Wait a little, then try again.',
};
