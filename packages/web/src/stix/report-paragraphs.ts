/** The extensions by which a report has paragraphs, and a rendition says that something is withheld from its reader. */
export const paragraphsExtensionId = 'extension-definition--90a2b18f-8494-44b4-983c-3d9055492a95';
export const withheldExtensionId = 'extension-definition--a34c9bf5-5c36-4e51-99df-2e96bfc2a214';

type Properties = Readonly<Record<string, unknown>>;

function record(value: unknown): Properties | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Properties) : undefined;
}

/** The texts of the paragraphs that an object has, in order. */
export function paragraphsOf(object: Properties): string[] {
  const extension = record(record(object.extensions)?.[paragraphsExtensionId]);
  const { paragraphs } = extension ?? {};
  if (!Array.isArray(paragraphs)) return [];
  return paragraphs.flatMap((each) => {
    const text = record(each)?.text;
    return typeof text === 'string' ? [text] : [];
  });
}

/** The object with these paragraphs in place of its own. */
export function withParagraphs(object: Properties, paragraphs: readonly string[]): Record<string, unknown> {
  const { extensions, ...rest } = object;
  const { [paragraphsExtensionId]: _, ...others } = record(extensions) ?? {};
  const all: Properties =
    paragraphs.length === 0
      ? others
      : {
          ...others,
          [paragraphsExtensionId]: {
            extension_type: 'property-extension',
            paragraphs: paragraphs.map((text) => ({ text })),
          },
        };
  return Object.keys(all).length === 0 ? rest : { ...rest, extensions: all };
}

/** The selector of a paragraph, counted from nought. */
export function paragraphSelector(index: number): string {
  return `extensions.${paragraphsExtensionId}.paragraphs.[${index}]`;
}

/** The place of the paragraph that a selector selects, counted from nought. */
export function paragraphIndex(selector: string): number | undefined {
  const start = `extensions.${paragraphsExtensionId}.paragraphs.[`;
  return selector.startsWith(start) ? Number.parseInt(selector.slice(start.length), 10) : undefined;
}

/** Whether its originator says that something of it is withheld from the reader. */
export function saysWithheld(object: Properties): boolean {
  return record(object.extensions)?.[withheldExtensionId] !== undefined;
}

/** The extensions that are not shown in a way of their own; undefined where there is none. */
export function otherExtensions(object: Properties): Properties | undefined {
  const { [paragraphsExtensionId]: _, [withheldExtensionId]: __, ...others } = record(object.extensions) ?? {};
  return Object.keys(others).length === 0 ? undefined : others;
}
