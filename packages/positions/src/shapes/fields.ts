import type { JsonObject, JsonValue } from '@entente/stix';

/**
 * Reads properties of an object, collecting what is wrong with them: the name of the property and what it must be. What
 * is absent is undefined, as a rendition may lack any property.
 */
export class Fields {
  readonly #object: JsonObject;
  readonly problems: string[] = [];

  constructor(object: JsonObject) {
    this.#object = object;
  }

  text(name: string): string | undefined {
    return this.#read(name, 'a text', (value) => (typeof value === 'string' && value !== '' ? value : undefined));
  }

  flag(name: string): boolean | undefined {
    return this.#read(name, 'true or false', (value) => (typeof value === 'boolean' ? value : undefined));
  }

  number(name: string): number | undefined {
    return this.#read(name, 'a number', (value) => (typeof value === 'number' ? value : undefined));
  }

  /** A day, or the day of a timestamp. */
  day(name: string): string | undefined {
    return this.#read(name, 'a day (2019-02-06) or a timestamp', (value) =>
      typeof value === 'string' && isDay(value.slice(0, 10)) && /^.{10}(T.+Z)?$/.test(value)
        ? value.slice(0, 10)
        : undefined,
    );
  }

  oneOf<Name extends string>(name: string, names: readonly Name[]): Name | undefined {
    return this.#read(name, `one of ${names.join(', ')}`, (value) => names.find((each) => each === value));
  }

  /** The id of an object of one of these types, or of any. */
  ref(name: string, types: readonly string[] = []): string | undefined {
    return this.#read(name, `the id of ${types.join(' or ') || 'an object'}`, (value) =>
      isRef(value, types) ? value : undefined,
    );
  }

  refs(name: string, types: readonly string[] = []): readonly string[] {
    return this.list(name, `ids of ${types.join(' or ') || 'objects'}`, (value) =>
      isRef(value, types) ? value : undefined,
    );
  }

  texts(name: string): readonly string[] {
    return this.list(name, 'texts', (value) => (typeof value === 'string' && value !== '' ? value : undefined));
  }

  list<T>(name: string, what: string, read: (value: JsonValue) => T | undefined): readonly T[] {
    const found = this.#read(name, `a list of ${what}`, (value) => {
      if (!Array.isArray(value)) return undefined;
      const items = (value as readonly JsonValue[]).map(read);
      return items.every((item) => item !== undefined) ? (items as T[]) : undefined;
    });
    return found ?? [];
  }

  #read<T>(name: string, what: string, read: (value: JsonValue) => T | undefined): T | undefined {
    const value = Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
    if (value === undefined) return undefined;
    const found = read(value);
    if (found === undefined) this.problems.push(`${name} must be ${what}`);
    return found;
  }
}

/** Whether the text is a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

function isRef(value: JsonValue, types: readonly string[]): value is string {
  if (typeof value !== 'string') return false;
  const end = value.indexOf('--');
  return end > 0 && (types.length === 0 || types.includes(value.slice(0, end)));
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same without properties that are undefined or lists that are empty. */
export function compact(object: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  ) as JsonObject;
}

/** The same without what is undefined. */
export function compactly<T extends object>(object: T): { [key in keyof T]?: Exclude<T[key], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [key in keyof T]?: Exclude<T[key], undefined>;
  };
}
