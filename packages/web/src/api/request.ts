import type { Refusal } from '@entente/server/api-types';
import { noteOwnWrite } from '../lib/own-writes.ts';
import { noteUnreachable } from '../lib/way-to-node.ts';

/** An answer of the node that is not a success. `code` is stable; `message` is for people. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly refusals: Refusal[];

  constructor(status: number, code: string, message: string, refusals: Refusal[] = []) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.refusals = refusals;
  }
}

interface Problem {
  error?: { code?: string; message?: string; refusals?: Refusal[] };
}

/** The error that an answer's text stands for, also where a proxy and not the node has answered. */
export function toApiError(status: number, text: string): ApiError {
  try {
    const { error } = JSON.parse(text) as Problem;
    if (error?.message) return new ApiError(status, error.code ?? 'unknown', error.message, error.refusals);
  } catch {
    // Not JSON: not the node's own words.
  }
  return new ApiError(status, 'unknown', `The node answered with status ${status}.`);
}

async function send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw unreachable();
  });
  if (response.ok) return response;
  const error = toApiError(response.status, await textOf(response));
  if (isAway(error)) noteUnreachable();
  throw error;
}

function unreachable(): ApiError {
  noteUnreachable();
  return new ApiError(0, 'unreachable', 'The node cannot be reached. Check the connection and try again.');
}

/** The text of an answer, which may break off. */
function textOf(response: Response): Promise<string> {
  return response.text().catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw unreachable();
  });
}

/** Whether the node itself gave no answer: nothing came, or a proxy spoke in its place. */
export function isAway(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || (error.code === 'unknown' && error.status >= 502));
}

/** Reads a JSON message; the type is the server's own schema of that route. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return JSON.parse(await textOf(await send('GET', path, undefined, signal))) as T;
}

/** Asks something that takes a JSON message to say, and changes nothing. */
export async function ask<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return JSON.parse(await textOf(await send('POST', path, body, signal))) as T;
}

/** Sends a JSON message and reads the answer, if there is one. */
export async function write<T = void>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  noteOwnWrite();
  const text = await textOf(await send(method, path, body));
  noteOwnWrite();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** Reads an answer as the text that was sent, for bytes that must be shown as they are. */
export async function getText(path: string, signal?: AbortSignal): Promise<string> {
  return textOf(await send('GET', path, undefined, signal));
}

/** `?a=1&b=2` of the parameters that have a value; empty where none has. */
export function queryString(parameters: Record<string, string | number | boolean | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}
