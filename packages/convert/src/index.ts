export { csvLine } from './csv/csv-line.ts';
export { INDICATOR_CSV_HEADER, indicatorCsv } from './csv/indicator-csv.ts';
export { detectFormat, type Format } from './detect-format.ts';
export type { Refusal } from './misp/conversion.ts';
export { convertMispEvent, type MispConversion, type MispOptions } from './misp/convert-misp-event.ts';
export { isStix20 } from './stix20/is-stix20.ts';
export { type Upgrade, upgradeStix20 } from './stix20/upgrade-stix20.ts';
export { mendedSpecVersion } from './stix21/mended-spec-version.ts';
