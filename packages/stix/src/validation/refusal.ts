/** What kind of rule was broken. The codes are stable: scripts and translations may rely on them. */
export type RuleCode =
  | 'not-an-object'
  | 'not-a-stix-object'
  | 'missing-property'
  | 'null-value'
  | 'wrong-type'
  | 'empty-list'
  | 'empty-dictionary'
  | 'dictionary-key'
  | 'property-name'
  | 'reserved-property'
  | 'property-not-applicable'
  | 'type-name'
  | 'spec-version'
  | 'identifier-form'
  | 'identifier-type'
  | 'reference-target'
  | 'reference-unresolved'
  | 'deterministic-id'
  | 'timestamp-form'
  | 'timestamp-precision'
  | 'timestamp-order'
  | 'number-range'
  | 'unicode'
  | 'hex-form'
  | 'binary-form'
  | 'hash-form'
  | 'value-form'
  | 'enum-value'
  | 'language-code'
  | 'character-set'
  | 'at-least-one'
  | 'mutually-exclusive'
  | 'depends-on'
  | 'inconsistent'
  | 'pattern-syntax'
  | 'selector-syntax'
  | 'selector-unresolved'
  | 'circular-marking'
  | 'tlp-marking'
  | 'extension-name'
  | 'extension-type'
  | 'too-deep';

/** One broken rule of STIX 2.1. */
export type Refusal = {
  /** The `id` of the object, where it has one that is text. */
  readonly id?: string;
  readonly type?: string;
  /** Where in the object, like `granular_markings[0].selectors[1]`; empty for the object as a whole. */
  readonly path: string;
  readonly rule: RuleCode;
  /** The section of STIX 2.1 (Errata 01) that has the rule, like `3.2`. */
  readonly section: string;
  /** For people: what is wrong, and what would be right. */
  readonly message: string;
};
