/** What JSON.parse can return. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };

export function isTimestamp(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text);
}

export type Refusal = { path: string; rule: string; section: string; message: string };
const required: Record<string, string[]> = {
  report: ['name', 'published', 'object_refs'],
  note: ['content', 'object_refs'],
  relationship: ['relationship_type', 'source_ref', 'target_ref'],
};
export function validateObject(object: JsonObject): readonly Refusal[] {
  return ['type', 'id', ...(required[String(object.type)] ?? [])]
    .filter((property) => object[property] === undefined)
    .map((path) => ({ path, rule: 'missing-property', section: '3.2', message: `${path} is missing` }));
}
export function kindOf(type: string): string {
  return ['ipv4-addr', 'file', 'domain-name'].includes(type) ? 'sco' : 'sdo';
}
