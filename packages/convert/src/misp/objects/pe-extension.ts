import type { JsonObject } from '@entente/stix';
import { asText, type Draft } from '../../json/json-access.ts';
import { takeProperties } from './field-kinds.ts';
import { HASH_FIELDS } from './hash-fields.ts';
import type { ObjectFields } from './object-fields.ts';
import type { Executable } from './observable-row.ts';

/**
 * The windows-pebinary-ext of a file (section 6.7.2.5). Undefined if nothing but its type would be known.
 *
 * @param file the file's properties: its name tells the type where MISP does not
 */
export function executableExtension(file: Draft, { pe, sections }: Executable): JsonObject | undefined {
  const properties = takeProperties(pe, [
    ['imphash', 'imphash'],
    ['number-sections', 'number_of_sections', 'integer'],
  ]);
  const entryPoint = addressOf(pe.take('entrypoint-address'));
  if (entryPoint !== undefined) properties.optional_header = { address_of_entry_point: entryPoint };
  const described = sections.flatMap((section) => describeSection(section) ?? []);
  if (described.length > 0) properties.sections = described;
  if (Object.keys(properties).length === 0) return undefined;
  return { pe_type: pe.take('type') ?? typeOfName(asText(file.name)), ...properties };
}

function describeSection(section: ObjectFields): JsonObject | undefined {
  const properties = takeProperties(section, [
    ['name', 'name'],
    ['size-in-bytes', 'size', 'integer'],
  ]);
  if (properties.name === undefined) return undefined;
  const entropy = Number(section.take('entropy') ?? Number.NaN);
  const hashes = takeProperties(section, HASH_FIELDS);
  return {
    ...properties,
    ...(Number.isFinite(entropy) ? { entropy } : {}),
    ...(Object.keys(hashes).length > 0 ? { hashes } : {}),
  };
}

function addressOf(text: string | undefined): number | undefined {
  return text !== undefined && /^(?:0x[0-9a-f]{1,12}|\d{1,15})$/i.test(text) ? Number(text) : undefined;
}

/** The extension requires a type. A name without a telling ending is taken to be a program. */
function typeOfName(name: string | undefined): string {
  return /\.(?<ending>dll|sys)$/i.exec(name ?? '')?.groups?.ending?.toLowerCase() ?? 'exe';
}
