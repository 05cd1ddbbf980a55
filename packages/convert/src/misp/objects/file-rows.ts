import { artifact, zippedArtifact } from '../artifact.ts';
import type { Observable } from '../observable.ts';
import { type FieldRow, takeProperties } from './field-kinds.ts';
import { HASH_FIELDS } from './hash-fields.ts';
import type { ObjectFields } from './object-fields.ts';
import type { Executable, ObservableRow } from './observable-row.ts';
import { executableExtension } from './pe-extension.ts';

/** The MISP objects about files. */
export const FILE_ROWS: readonly (readonly [string, ObservableRow])[] = [
  ['file', file],
  ['image', file],
  ['lnk', file],
  ['pe', standaloneExecutable],
];

const FILE: readonly FieldRow[] = [
  ['filename', 'name'],
  ['size-in-bytes', 'size', 'integer'],
  ['mime-type', 'mime_type'],
  ['file-encoding', 'name_enc'],
  ['access-time', 'atime', 'time'],
  ['creation-time', 'ctime', 'time'],
  ['modification-time', 'mtime', 'time'],
  ['lnk-access-time', 'atime', 'time'],
  ['lnk-creation-time', 'ctime', 'time'],
  ['lnk-modification-time', 'mtime', 'time'],
];

function file(fields: ObjectFields, executable?: Executable): readonly Observable[] | undefined {
  const hashes = takeProperties(fields, HASH_FIELDS);
  const properties = takeProperties(fields, FILE);
  const sample = fields.takeField('malware-sample');
  if (sample !== undefined) {
    const [name, md5] = sample.value.split('|');
    if (name !== undefined && name !== '') properties.name ??= name;
    if (md5 !== undefined) hashes.MD5 ??= md5;
  }
  const attachment = fields.takeField('attachment');
  if (attachment !== undefined) properties.name ??= attachment.value;
  if (Object.keys(hashes).length > 0) properties.hashes = hashes;
  if (properties.hashes === undefined && properties.name === undefined) return undefined;

  const path = fields.take('path');
  const executableRest = executable === undefined ? {} : addExecutable(properties, executable);
  return [
    {
      type: 'file',
      properties,
      unmatched: { ...executableRest, ...fields.rest() },
      refs: {
        content_ref: zippedArtifact(sample?.data) ?? artifact(attachment?.data),
        parent_directory_ref: path === undefined ? undefined : { type: 'directory', properties: { path } },
      },
    },
  ];
}

/** A portable executable that no file of the event refers to: a file of which little more than its headers is known. */
function standaloneExecutable(pe: ObjectFields, executable?: Executable): readonly Observable[] | undefined {
  const name = pe.take('original-filename') ?? pe.take('internal-filename');
  if (name === undefined) return undefined;
  const properties = { name };
  const rest = addExecutable(properties, { pe, sections: executable?.sections ?? [] });
  return [{ type: 'file', properties, unmatched: rest }];
}

function addExecutable(properties: Parameters<typeof executableExtension>[0], executable: Executable) {
  const extension = executableExtension(properties, executable);
  if (extension !== undefined) properties.extensions = { 'windows-pebinary-ext': extension };
  return executable.pe.rest();
}
