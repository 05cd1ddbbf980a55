import { type JsonObject, type JsonValue, observableId, type StixObject } from '@entente/stix';
import { asText, type Draft } from '../json/json-access.ts';
import { stableId } from '../stable-id.ts';

/**
 * An observable that a MISP value stands for, together with those it refers to. One such tree gives both forms that MISP's
 * documentation maps a value to: STIX objects and a STIX pattern.
 */
export type Observable = {
  readonly type: string;
  /** What makes it this observable: in the object, and compared in the pattern. */
  readonly properties: JsonObject;
  /** In the object only: what a pattern should not ask for. */
  readonly unmatched?: JsonObject;
  /** What it refers to, by property (`dst_ref`, `resolves_to_refs`). */
  readonly refs?: Readonly<Record<string, Observable | readonly Observable[] | undefined>>;
  /** The files attached to an email message, whose references lie within `body_multipart`. */
  readonly attachments?: readonly Observable[];
};

/**
 * The STIX objects of a tree, the root first. Ids are the deterministic ones of the standard, not made of MISP's UUIDs as
 * in MISP's documentation, so that the same observable from two sources is one object.
 *
 * @param name makes the ids of those objects distinct for which the standard has no deterministic id
 */
export function toObservableObjects(root: Observable, name: string): [StixObject, ...StixObject[]] {
  const referenced: StixObject[] = [];
  const place = (child: Observable, property: string): string => {
    const objects = toObservableObjects(child, `${name}\n${property}`);
    referenced.push(...objects);
    return objects[0].id;
  };

  const draft: Draft = { ...root.properties, ...root.unmatched };
  for (const [property, target] of Object.entries(root.refs ?? {})) {
    if (target === undefined) continue;
    if (isMany(target)) {
      const ids = target.map((child, index) => place(child, `${property}[${index}]`));
      if (ids.length > 0) draft[property] = [...new Set(ids)];
    } else {
      draft[property] = place(target, property);
    }
  }
  if (root.attachments !== undefined && root.attachments.length > 0) {
    draft.body_multipart = root.attachments.map(
      (file, index): JsonValue => ({
        body_raw_ref: place(file, `body_multipart[${index}]`),
        content_disposition: `attachment; filename='${asText(file.properties.name) ?? ''}'`,
      }),
    );
  }
  const { type } = root;
  const id = observableId({ type, ...draft }) ?? stableId(type, name);
  return [{ type, spec_version: '2.1', id, ...draft }, ...referenced];
}

/** Whether a property refers to several observables. */
export function isMany(target: Observable | readonly Observable[]): target is readonly Observable[] {
  return Array.isArray(target);
}
