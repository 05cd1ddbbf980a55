import type { JsonObject } from '@entente/stix';
import { type ReleaseMarking, writeReleaseMarking } from '../src/release-marking.ts';
import { identity, who } from './sample-roster.ts';

/** The standard's ids. */
export const tlp = {
  clear: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  amber: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  strict: 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  red: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
  white1: 'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9',
} as const;

/** A place for the marking definitions of one owner. */
export class MarkingShelf {
  readonly #definitions = new Map<string, JsonObject>();

  /** Keeps a definition and returns its id, a number of its own. */
  add(definition: Omit<JsonObject, 'id'>): string {
    const id = `marking-definition--00000000-0000-4000-8000-${String(this.#definitions.size + 1).padStart(12, '0')}`;
    this.#definitions.set(id, { ...definition, id });
    return id;
  }

  release(marking: ReleaseMarking): string {
    const envelope = { id: '', created: '2026-01-01T00:00:00.000Z', createdBy: identity(who.charlie) };
    return this.add(writeReleaseMarking(marking, envelope));
  }

  statement(text: string): string {
    return this.add({ type: 'marking-definition', definition_type: 'statement', definition: { statement: text } });
  }

  readonly lookup = (id: string): JsonObject | undefined => this.#definitions.get(id);
}
