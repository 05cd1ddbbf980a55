import { type JsonObject, parseSelector, resolveSelector } from '@entente/stix';
import { type Carriage, carriage, type Node } from './carriage.ts';
import { evaluate } from './evaluate.ts';
import { type EvaluateContext, type GateRule, gatesOf } from './gates.ts';
import type { Path } from './json-tree.ts';
import { markingsBehind } from './markings-behind.ts';
import { type Membership, membershipIn } from './membership.ts';
import type { LookupMarking, MarkingEffect } from './read-marking.ts';
import { readObjectMarkings } from './read-terms.ts';
import { makeRenditions, type NoRendition, type ReleasedVersion, type Warning } from './renditions.ts';
import { restrictedReferences } from './restrictions.ts';
import { isActive, type PrincipalId } from './roster.ts';
import { clausesOf, type Terms } from './terms.ts';

/** Why does this principal see this version, or this property of it, or why not? */
export type Question = {
  viewer: PrincipalId;
  version: ReleasedVersion;
  /** The owner's newest version, if it is another: its markings narrow this one too (rule 2). */
  newest?: JsonObject;
  lookupMarking: LookupMarking;
  /** A selector, as the owner's version counts. Absent: the object. */
  property?: string;
  /** The node through which the viewer would read it. */
  node?: Node;
};

/** One thing that decides. */
export type Reason = {
  /** It lets the viewer have it; else it alone would keep it from the viewer. */
  admits: boolean;
  rule:
    | GateRule
    /** The viewer is its owner or acts for it. */
    | { kind: 'owner' }
    /** Nobody in the coalition: never was, has left, or its unit or member has. */
    | { kind: 'not-active' }
    | { kind: 'node'; name: string; because: Carriage['because'] }
    /** The viewer may not see what is referred to, by the terms of that. */
    | { kind: 'reference'; id: string }
    /** What it may see is no object on its own. */
    | ({ kind: 'rendition' } & NoRendition);
  /** The markings that say so. Empty where the collection, the import, the roster or the node does. */
  markings: readonly string[];
  /** How the rule's list comes to speak of the viewer. With `admits: false` it is the level that does not reach. */
  membership?: Membership;
  /** The part that it decides about. Absent: the object. */
  selector?: string;
};

export type Answer = { sees: 'everything' | 'some' | 'nothing'; reasons: readonly Reason[] };

/** Names what decided: all that keeps it from the viewer or, if nothing does, what lets the viewer have it. */
export function why(question: Question, context: EvaluateContext): Answer {
  const { viewer, version } = question;
  const { roster } = context;
  if (roster.ownSide.get(version.terms.owner)?.has(viewer)) {
    return { sees: 'everything', reasons: [{ admits: true, rule: { kind: 'owner' }, markings: [] }] };
  }
  const principal = roster.principals.get(viewer);
  if (principal === undefined || !isActive(principal, roster.principals)) {
    return { sees: 'nothing', reasons: [{ admits: false, rule: { kind: 'not-active' }, markings: [] }] };
  }
  const reasons = [...objectReasons(question, context), ...nodeReasons(question, context)];
  const against = reasons.filter((reason) => !reason.admits);
  if (against.length > 0) return { sees: 'nothing', reasons: against };

  const audienceOf = (terms: Terms) => evaluate(terms, context);
  const { renditions, warnings } = makeRenditions(version, { roster, audienceOf });
  const rendition = renditions.find(({ audience }) => audience.has(viewer));
  const withheldAnywhere = withheldReasons(question, [], context);
  if (rendition === undefined) {
    return { sees: 'nothing', reasons: [...renditionReasons(warnings, viewer), ...withheldAnywhere] };
  }
  const asked = question.property === undefined ? [] : pathOf(question.property);
  const withheld = withheldReasons(question, asked, context);
  if (isGone(version.object, asked, rendition.withheld.map(pathOf))) {
    // It may have gone with what it cannot stand without, and that is the reason.
    return { sees: 'nothing', reasons: withheld.length > 0 ? withheld : withheldAnywhere };
  }
  return { sees: withheld.length > 0 ? 'some' : 'everything', reasons: [...reasons, ...withheld] };
}

/** Whether a place is withheld, alone or with what it lies in, or left empty. */
function isGone(object: JsonObject, asked: Path, withheld: readonly Path[]): boolean {
  if (withheld.some((path) => isWithin(asked, path))) return true;
  if (!withheld.some((path) => isWithin(path, asked))) return false;
  const value = resolveSelector(object, asked);
  const inner = Array.isArray(value) ? [...value.keys()] : Object.keys(value ?? {});
  return inner.length > 0 && inner.every((step) => isGone(object, [...asked, step], withheld));
}

/** What the terms of the version as a whole say of the viewer. */
function objectReasons(question: Question, context: EvaluateContext): Reason[] {
  return termsReasons(question.version.terms, objectMarkings(question), question.viewer, context);
}

function objectMarkings({ version, newest, lookupMarking }: Question): readonly MarkingEffect[] {
  const objects = newest === undefined ? [version.object] : [version.object, newest];
  return objects.flatMap((object) => readObjectMarkings(object, lookupMarking));
}

function termsReasons(
  terms: Terms,
  markings: readonly MarkingEffect[],
  viewer: PrincipalId,
  context: EvaluateContext,
): Reason[] {
  const gates = clausesOf(terms).flatMap((clause) => gatesOf(clause, context));
  return gates.flatMap((gate): Reason[] => {
    const admits = gate.admits.has(viewer);
    // That an exclusion does not mean the viewer is no reason to have anything.
    if (gate.rule.kind === 'exclusion' && admits) return [];
    const rule = aboutViewer(gate.rule, viewer, context);
    const membership = 'list' in rule ? membershipIn(rule.list, viewer, context.roster) : undefined;
    return [
      { admits, rule, markings: [...new Set(markingsBehind(rule, markings))], ...(membership && { membership }) },
    ];
  });
}

/** Of an exclusion only the ids that mean the viewer. */
function aboutViewer(rule: GateRule, viewer: PrincipalId, { roster }: EvaluateContext): GateRule {
  if (rule.kind !== 'exclusion') return rule;
  return { ...rule, list: rule.list.filter((id) => membershipIn([id], viewer, roster) !== undefined) };
}

function nodeReasons({ node, version }: Question, context: EvaluateContext): Reason[] {
  if (node === undefined) return [];
  const { may, because } = carriage(node, version.terms, evaluate(version.terms, context));
  return [{ admits: may, rule: { kind: 'node', name: node.name, because }, markings: [] }];
}

function renditionReasons(warnings: readonly Warning[], viewer: PrincipalId): Reason[] {
  return warnings.flatMap(({ audience, ...warning }): Reason[] => {
    if (warning.code === 'reference-withheld' || !audience.has(viewer)) return [];
    return [{ admits: false, rule: { kind: 'rendition', ...warning }, markings: [] }];
  });
}

/** What withholds the place asked about, parts of it, or what it lies in. */
function withheldReasons(question: Question, asked: Path, context: EvaluateContext): Reason[] {
  const { viewer, version } = question;
  const concerns = ({ path }: { path: Path }) => isWithin(path, asked) || isWithin(asked, path);
  const inParts = version.parts.filter(concerns).flatMap(({ selector, terms, markings }) =>
    // A part without a list of its own has the object's, so their markings may be behind it too.
    termsReasons(terms, [...markings, ...objectMarkings(question)], viewer, context)
      .filter((reason) => !reason.admits)
      .map((reason) => ({ ...reason, selector })),
  );
  const inReferences = restrictedReferences(version, context.roster)
    .filter(concerns)
    .filter(({ terms }) => !terms.some((each) => evaluate(each, context).has(viewer)))
    .map(({ reference: id, selector }): Reason => {
      return { admits: false, rule: { kind: 'reference', id }, markings: [], selector };
    });
  return [...inParts, ...inReferences];
}

function pathOf(selector: string): Path {
  return parseSelector(selector) ?? [];
}

function isWithin(inner: Path, outer: Path): boolean {
  return outer.every((step, depth) => step === inner[depth]);
}
