import type { JsonObject } from '../json/json-value.ts';

/** Who defines the extensions of Entente. */
export const projectIdentity: JsonObject = {
  type: 'identity',
  spec_version: '2.1',
  id: 'identity--e3376a5b-e82e-4243-9b35-3ca6fcd51cdf',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  name: 'Entente',
  identity_class: 'system',
};

type Extension = {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of what it adds. */
  readonly schema: object;
  readonly kind: 'new-sdo' | 'property-extension';
};

/** The definition of an extension of the project, for readers that know nothing of Entente (STIX 2.1, section 7.3). */
export function projectExtension({ id, name, description, schema, kind }: Extension): JsonObject {
  return {
    type: 'extension-definition',
    spec_version: '2.1',
    id,
    created_by_ref: String(projectIdentity.id),
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z',
    name,
    ...(description === undefined ? {} : { description }),
    schema: JSON.stringify(schema),
    version: '1.0.0',
    extension_types: [kind],
  };
}
