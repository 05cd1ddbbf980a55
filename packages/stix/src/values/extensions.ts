import { isIdentifier } from '../ids/identifier.ts';
import type { JsonObject, JsonValue } from '../json/json-value.ts';
import { describe } from '../validation/describe.ts';
import type { Report } from '../validation/report.ts';
import { extensionType } from '../vocabularies/enumerations.ts';
import { checkAnyValue } from './any-value.ts';
import { isDictionaryKey } from './dictionary-key.ts';
import { isObject, type ValueType } from './value-type.ts';

const DEFINITION_PREFIX = 'extension-definition--';
/** Custom extensions of observables (section 11.3.1). */
const CUSTOM_EXTENSION = /^[a-z0-9-]{1,246}-ext$/;
/** The properties of an extension by definition (section 7.3.2), and of a custom one (section 11.3.1). */
const EXTENSION_PROPERTY = /^[a-z0-9_]{3,250}$/;
const CUSTOM_EXTENSION_PROPERTY = /^[a-z0-9_]{1,250}$/;

/** Extensions by name, for one object type. */
export type PredefinedExtensions = { readonly [name: string]: ValueType };

type Options = {
  readonly predefined?: PredefinedExtensions;
  readonly isObservable?: boolean;
  /** Whether the standard defines the type of the object. */
  readonly isStandardType: boolean;
};

/** Every extension that the standard defines (section 3.10), with the type of object that it is for. */
const PREDEFINED_FOR: ReadonlyMap<string, string> = new Map([
  ['archive-ext', 'file'],
  ['ntfs-ext', 'file'],
  ['pdf-ext', 'file'],
  ['raster-image-ext', 'file'],
  ['windows-pebinary-ext', 'file'],
  ['http-request-ext', 'network-traffic'],
  ['icmp-ext', 'network-traffic'],
  ['socket-ext', 'network-traffic'],
  ['tcp-ext', 'network-traffic'],
  ['windows-process-ext', 'process'],
  ['windows-service-ext', 'process'],
  ['unix-account-ext', 'user-account'],
]);

/** The `extensions` property (section 3.2) of one object type. */
export function extensions(options: Options): ValueType {
  const predefined = new Map(Object.entries(options.predefined ?? {}));

  function checkExtension(name: string, content: JsonValue, report: Report): void {
    const known = predefined.get(name);
    if (known) known.check(content, report);
    else if (!isObject(content)) {
      report.refuse('wrong-type', '3.2', `An extension must be an object, not ${describe(content)}.`);
    } else if (name.startsWith(DEFINITION_PREFIX)) checkDefinedExtension(name, content, options.isStandardType, report);
    else checkCustomExtension(name, content, options.isObservable === true, report);
  }

  return {
    name: 'dictionary',
    check(value, report) {
      if (!isObject(value)) {
        report.refuse('wrong-type', '3.2', `Must be a dictionary, not ${describe(value)}.`);
        return;
      }
      const names = Object.keys(value);
      if (names.length === 0) report.refuse('empty-dictionary', '2.3', 'Must hold at least one extension.');
      const depth = report.path.length;
      for (const name of names) {
        report.path[depth] = name;
        checkExtension(name, value[name] ?? null, report);
      }
      report.path.length = depth;
    },
  };
}

/** An extension that an extension-definition describes (section 7.3). */
function checkDefinedExtension(name: string, content: JsonObject, isStandardType: boolean, report: Report): void {
  if (!isIdentifier(name)) {
    report.refuse('extension-name', '3.2', `Must be the id of an extension definition, not ${describe(name)}.`);
  }
  const type = Object.hasOwn(content, 'extension_type') ? content.extension_type : undefined;
  if (type === undefined) {
    report.refuse('missing-property', '3.2', 'extension_type is required.', 'extension_type');
  } else if (isStandardType && typeof type === 'string' && type.startsWith('new-')) {
    const why = 'an extension cannot redefine an object type of the standard';
    report.refuse('extension-type', '7.3', `Must not be ${describe(type)}: ${why}.`, 'extension_type');
  }
  checkContent(content, EXTENSION_PROPERTY, '7.3.2', report);
}

/** An extension by a name of its own (section 11.3). Only observables may have them, but no rule refuses others. */
function checkCustomExtension(name: string, content: JsonObject, isObservable: boolean, report: Report): void {
  const owner = PREDEFINED_FOR.get(name);
  if (owner !== undefined) {
    report.refuse('extension-name', '3.10', `${name} is an extension of ${owner} objects.`);
  } else if (isObservable ? !CUSTOM_EXTENSION.test(name) : !isDictionaryKey(name)) {
    const form = isObservable ? 'the id of an extension definition or a name ending in "-ext"' : 'a dictionary key';
    report.refuse('extension-name', isObservable ? '11.3.1' : '2.3', `Must be ${form}, not ${describe(name)}.`);
  }
  if (Object.keys(content).length === 0) {
    report.refuse('empty-dictionary', '11.3.1', 'An extension must have at least one property.');
  }
  checkContent(content, CUSTOM_EXTENSION_PROPERTY, '11.3.1', report);
}

function checkContent(content: JsonObject, propertyName: RegExp, section: string, report: Report): void {
  const depth = report.path.length;
  for (const name of Object.keys(content)) {
    report.path[depth] = name;
    if (!propertyName.test(name)) {
      const form = '3 to 250 of the characters a-z, 0-9, underscore';
      report.refuse('property-name', section, `The name of a property must be ${form}, not ${describe(name)}.`);
    }
    if (name === 'extension_type') extensionType.check(content[name] ?? null, report);
    else checkAnyValue(content[name] ?? null, report);
  }
  report.path.length = depth;
}
