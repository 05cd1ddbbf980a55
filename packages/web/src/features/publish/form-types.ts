/** One property of an object as a field of a form. */
export interface FormField {
  property: string;
  label: string;
  kind: 'line' | 'text' | 'moment' | 'words' | 'choice' | 'pattern' | 'number' | 'object' | 'objects';
  required?: boolean;
  hint?: string;
  /** Values of the standard's vocabulary: the only ones of a `choice`, proposals for `words`. */
  values?: readonly string[];
  /** Types of the objects that `object` and `objects` may name; any when absent. */
  types?: readonly string[];
}

export interface ObjectForm {
  type: string;
  /** When to use it, in one line. */
  purpose: string;
  fields: readonly FormField[];
}
