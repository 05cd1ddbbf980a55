import type { Observable } from '../observable.ts';
import { type FieldRow, takeProperties } from './field-kinds.ts';
import type { ObjectFields } from './object-fields.ts';

const PROCESS: readonly FieldRow[] = [
  ['pid', 'pid', 'integer'],
  ['command-line', 'command_line'],
  ['creation-time', 'created_time', 'time'],
  ['current-directory', 'cwd'],
  ['hidden', 'is_hidden', 'boolean'],
];

/** The MISP object for a process, with its image, parent and children. */
export function processObservable(fields: ObjectFields): readonly Observable[] | undefined {
  const properties = takeProperties(fields, PROCESS);
  const parent = takeProperties(fields, [
    ['parent-pid', 'pid', 'integer'],
    ['parent-command-line', 'command_line'],
  ]);
  const parentImage = image(fields.take('parent-image'));
  const hasParent = parentImage !== undefined || Object.keys(parent).length > 0;
  const children = fields.takeAll('child-pid').filter((pid) => /^\d{1,15}$/.test(pid));
  const refs = {
    image_ref: image(fields.take('image')),
    parent_ref: hasParent ? { type: 'process', properties: parent, refs: { image_ref: parentImage } } : undefined,
    child_refs: children.map((pid): Observable => ({ type: 'process', properties: { pid: Number(pid) } })),
  };
  const isEmpty =
    Object.keys(properties).length === 0 && !hasParent && refs.image_ref === undefined && children.length === 0;
  return isEmpty ? undefined : [{ type: 'process', properties, unmatched: fields.rest(), refs }];
}

function image(path: string | undefined): Observable | undefined {
  return path === undefined ? undefined : { type: 'file', properties: { name: path } };
}
