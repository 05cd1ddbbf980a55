import { dictionaryOf, listOf } from '../../values/collections.ts';
import { hashes } from '../../values/hashes.ts';
import { observableReference } from '../../values/identifiers.ts';
import { atLeastOneOf } from '../../values/rules.ts';
import { boolean, integer, integerOrString, nonNegativeInteger, string } from '../../values/scalars.ts';
import { structure } from '../../values/structure.ts';
import { type Properties, required } from '../../values/value-type.ts';
import { windowsPebinary } from './windows-pebinary.ts';

const archive = structure('archive-ext', '6.7.2', {
  contains_refs: required(listOf(observableReference('file', 'directory'))),
  comment: string,
});

const alternateDataStream = structure('alternate-data-stream-type', '6.7.3', {
  name: required(string),
  hashes,
  size: nonNegativeInteger,
});

const ntfs = structure('ntfs-ext', '6.7.3', { sid: string, alternate_data_streams: listOf(alternateDataStream) }, [
  atLeastOneOf('sid', 'alternate_data_streams'),
]);

const pdfProperties: Properties = {
  version: string,
  is_optimized: boolean,
  document_info_dict: dictionaryOf(string),
  pdfid0: string,
  pdfid1: string,
};
const pdf = structure('pdf-ext', '6.7.4', pdfProperties, [atLeastOneOf(...Object.keys(pdfProperties))]);

const rasterImageProperties: Properties = {
  image_height: integer,
  image_width: integer,
  bits_per_pixel: integer,
  exif_tags: dictionaryOf(integerOrString),
};
const rasterImage = structure('raster-image-ext', '6.7.5', rasterImageProperties, [
  atLeastOneOf(...Object.keys(rasterImageProperties)),
]);

/** The extensions of file objects. */
export const fileExtensions = {
  'archive-ext': archive,
  'ntfs-ext': ntfs,
  'pdf-ext': pdf,
  'raster-image-ext': rasterImage,
  'windows-pebinary-ext': windowsPebinary,
};
