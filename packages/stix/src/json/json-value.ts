/** What JSON.parse can return. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object: own properties only, so that `__proto__` is a key like any other. */
export type JsonObject = { readonly [key: string]: JsonValue };
