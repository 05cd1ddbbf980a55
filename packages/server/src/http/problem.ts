/** An expected refusal: a stable code, a sentence for people, and what it is about. Knows nothing of HTTP. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'Problem';
    this.code = code;
    this.details = details;
  }
}

/** The one map from error codes to HTTP statuses. */
export const problemStatus = {
  'not-signed-in': 401,
  'not-allowed': 403,
  'password-to-change': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  conflict: 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  invalid: 422,
  'bad-request': 400,
  'too-many-requests': 429,
  'not-ready': 503,
  quarantined: 503,
  'storage-full': 507,
  internal: 500,
} as const;
export type ProblemCode = keyof typeof problemStatus;
