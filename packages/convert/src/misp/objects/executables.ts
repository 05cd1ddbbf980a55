import type { JsonObject } from '@entente/stix';
import { asText, objectsIn } from '../../json/json-access.ts';
import { isDeleted, readUuid } from '../origin.ts';
import { readFields } from './object-fields.ts';
import type { Executable } from './observable-row.ts';

/** A portable executable of the event, and the MISP objects that describe it. */
export type FoundExecutable = { readonly executable: Executable; readonly parts: readonly JsonObject[] };

/**
 * Finds the `pe` and `pe-section` objects of an event. They are parts of the file that refers to them, in STIX an extension
 * of it; a `pe` that no file refers to stands for its file.
 */
export function executables(objects: readonly JsonObject[]): {
  readonly executableOf: (object: JsonObject) => FoundExecutable | undefined;
  /** Whether an object is converted with another one. */
  readonly isPart: (object: JsonObject) => boolean;
} {
  const byUuid = new Map(objects.filter((object) => !isDeleted(object)).map((object) => [readUuid(object), object]));
  const referenced = (object: JsonObject, name: string) =>
    objectsIn(object.ObjectReference).flatMap(({ object: reference }) => {
      const target = byUuid.get(asText(reference.referenced_uuid)?.toLowerCase() ?? '');
      return target !== undefined && asText(target.name) === name ? [target] : [];
    });
  const executableOf = (object: JsonObject): FoundExecutable | undefined => {
    const pe = asText(object.name) === 'pe' ? object : referenced(object, 'pe')[0];
    if (pe === undefined || (pe !== object && asText(object.name) !== 'file')) return undefined;
    const sections = referenced(pe, 'pe-section');
    return {
      executable: { pe: readFields(pe), sections: sections.map(readFields) },
      parts: pe === object ? sections : [pe, ...sections],
    };
  };
  const files = objects.filter((object) => asText(object.name) === 'file' && !isDeleted(object));
  const ofFiles = new Set(files.flatMap((file) => executableOf(file)?.parts ?? []));
  const alone = objects.filter((object) => asText(object.name) === 'pe' && !ofFiles.has(object));
  const parts = new Set([...ofFiles, ...alone.flatMap((pe) => executableOf(pe)?.parts ?? [])]);
  return { executableOf, isPart: (object) => parts.has(object) };
}
