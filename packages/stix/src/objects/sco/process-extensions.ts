import { anyValue } from '../../values/any-value.ts';
import { dictionaryOf, listOf } from '../../values/collections.ts';
import { observableReference } from '../../values/identifiers.ts';
import { atLeastOneOf } from '../../values/rules.ts';
import { boolean, string } from '../../values/scalars.ts';
import { structure } from '../../values/structure.ts';
import type { Properties } from '../../values/value-type.ts';
import {
  windowsIntegrityLevel,
  windowsServiceStartType,
  windowsServiceStatus,
  windowsServiceType,
} from '../../vocabularies/enumerations.ts';

const windowsProcessProperties: Properties = {
  aslr_enabled: boolean,
  dep_enabled: boolean,
  priority: string,
  owner_sid: string,
  windows_title: string,
  startup_info: dictionaryOf(anyValue),
  integrity_level: windowsIntegrityLevel,
};
const windowsProcess = structure('windows-process-ext', '6.13.2', windowsProcessProperties, [
  atLeastOneOf(...Object.keys(windowsProcessProperties)),
]);

const windowsServiceProperties: Properties = {
  service_name: string,
  descriptions: listOf(string),
  display_name: string,
  group_name: string,
  start_type: windowsServiceStartType,
  service_dll_refs: listOf(observableReference('file')),
  service_type: windowsServiceType,
  service_status: windowsServiceStatus,
};
const windowsService = structure('windows-service-ext', '6.13.3', windowsServiceProperties, [
  atLeastOneOf(...Object.keys(windowsServiceProperties)),
]);

/** The extensions of process objects. */
export const processExtensions = {
  'windows-process-ext': windowsProcess,
  'windows-service-ext': windowsService,
};
