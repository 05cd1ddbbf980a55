import { listOf } from '../../values/collections.ts';
import { hex } from '../../values/encodings.ts';
import { hashes } from '../../values/hashes.ts';
import { atLeastOneOf } from '../../values/rules.ts';
import { float, integer, nonNegativeInteger, string } from '../../values/scalars.ts';
import { structure } from '../../values/structure.ts';
import { secondTimestamp } from '../../values/timestamps.ts';
import { type Properties, required } from '../../values/value-type.ts';
import { windowsPebinaryType } from '../../vocabularies/open-vocabularies.ts';

const optionalHeaderProperties: Properties = {
  magic_hex: hex,
  major_linker_version: integer,
  minor_linker_version: integer,
  size_of_code: nonNegativeInteger,
  size_of_initialized_data: nonNegativeInteger,
  size_of_uninitialized_data: nonNegativeInteger,
  address_of_entry_point: integer,
  base_of_code: integer,
  base_of_data: integer,
  image_base: integer,
  section_alignment: integer,
  file_alignment: integer,
  major_os_version: integer,
  minor_os_version: integer,
  major_image_version: integer,
  minor_image_version: integer,
  major_subsystem_version: integer,
  minor_subsystem_version: integer,
  win32_version_value_hex: hex,
  size_of_image: nonNegativeInteger,
  size_of_headers: nonNegativeInteger,
  checksum_hex: hex,
  subsystem_hex: hex,
  dll_characteristics_hex: hex,
  size_of_stack_reserve: nonNegativeInteger,
  size_of_stack_commit: nonNegativeInteger,
  size_of_heap_reserve: nonNegativeInteger,
  size_of_heap_commit: nonNegativeInteger,
  loader_flags_hex: hex,
  number_of_rva_and_sizes: integer,
  hashes,
};
const optionalHeader = structure('windows-pe-optional-header-type', '6.7.6', optionalHeaderProperties, [
  atLeastOneOf(...Object.keys(optionalHeaderProperties)),
]);

const section = structure('windows-pe-section-type', '6.7.6', {
  name: required(string),
  size: nonNegativeInteger,
  entropy: float,
  hashes,
});

const furtherProperties: Properties = {
  imphash: string,
  machine_hex: hex,
  number_of_sections: nonNegativeInteger,
  time_date_stamp: secondTimestamp,
  pointer_to_symbol_table_hex: hex,
  number_of_symbols: nonNegativeInteger,
  size_of_optional_header: nonNegativeInteger,
  characteristics_hex: hex,
  file_header_hashes: hashes,
  optional_header: optionalHeader,
  sections: listOf(section),
};

/** The Windows PE Binary File Extension: its type and at least one other property. */
export const windowsPebinary = structure(
  'windows-pebinary-ext',
  '6.7.6',
  { pe_type: required(windowsPebinaryType), ...furtherProperties },
  [atLeastOneOf(...Object.keys(furtherProperties))],
);
