import type { NoRendition, Reason } from '@entente/release';
import { whyClosed } from '../terms/why-closed.ts';

/** How the things that decide are called. */
export type Naming = {
  /** A principal or group by identity id. */
  name(identity: string): string;
  collection(collection: number): string;
  /** An object by its id. */
  object(id: string): string;
  /** The viewer asked about. */
  viewer: string;
};

/** One thing that decided, as a sentence. */
export function reasonSentence(reason: Reason, naming: Naming): string {
  const { rule, admits, membership } = reason;
  const { viewer } = naming;
  const listed = (list: readonly string[]): string => list.map(naming.name).join(', ') || 'nobody';
  switch (rule.kind) {
    case 'owner':
      return `${viewer} owns it, or acts for its owner.`;
    case 'not-active':
      return 'Not in the coalition, or no longer.';
    case 'closed':
      return `Its owner’s alone: ${whyClosed(rule.reason)}.`;
    case 'date':
      return rule.date === 'not-before'
        ? `Under embargo until ${rule.at}: until then its owner’s alone.`
        : `Expired on ${rule.at}: from then on its owner’s alone.`;
    case 'level':
      return admits
        ? `${tlpName(rule.tlp)} is for every member of the coalition.`
        : `${tlpName(rule.tlp)} does not reach so far.`;
    case 'list': {
      const through = membership?.through.map(naming.name) ?? [];
      if (membership === undefined) return `It is released to ${listed(rule.list)} only.`;
      const [named, ...inside] = through;
      const way = inside.length === 0 ? '' : `, and through it ${inside.join(', ')}`;
      return admits
        ? `The releasable-to list names ${named}${way}.`
        : `The releasable-to list names ${named}${way}, but ${tlpName(rule.tlp)} does not reach its ${membership.as === 'person' ? 'people' : 'units'} so far.`;
    }
    case 'readers-as-list':
      return admits
        ? `${tlpName(rule.tlp)} without a list is for the readers of the collection.`
        : `${tlpName(rule.tlp)} without a list is for the readers of the collection only, and reaches no further.`;
    case 'readers': {
      const title = naming.collection(rule.collection);
      const when = rule.when === 'now' ? 'reads' : 'read, when this was first published,';
      return admits
        ? `One that ${when} the collection ${title}.`
        : `None of those that ${when} the collection ${title}.`;
    }
    case 'exclusion':
      return `The not-releasable-to list names ${listed(rule.list)}.`;
    case 'unknown-exclusion':
      return 'The not-releasable-to list names somebody who is not known here, so it closes for all but its owner.';
    case 'node':
      return admits ? `The node ${rule.name} carries it.` : `The node ${rule.name} may not carry it.`;
    case 'reference':
      return `It names ${naming.object(rule.id)}, whose own terms keep that from ${viewer}.`;
    case 'rendition':
      return `${noRenditionBecause(rule)}.`;
  }
}

/** Why there is no rendition: the end of a sentence, without a full stop. */
export function noRenditionBecause(rule: NoRendition): string {
  switch (rule.code) {
    case 'rendition-not-made': {
      const lacking = [...new Set(rule.refusals.map(({ path }) => path))].filter((path) => path !== '').map(inWords);
      const type = rule.refusals[0]?.type ?? 'object';
      return lacking.length > 0
        ? `${lacking.join(' and ')}, which ${withArticle(type)} must have, ${lacking.length > 1 ? 'are' : 'is'} withheld`
        : `without what is withheld (${rule.withheld.map(inWords).join(', ')}) it would not be valid`;
    }
    case 'whole-or-nothing':
      return `parts of it are withheld (${rule.withheld.map(inWords).join(', ')}), and observables and objects of others go whole or not at all`;
    case 'too-many-renditions':
      return `its parts divide those who may have it into more than ${rule.limit} groups`;
  }
}

const calledOtherwise: Readonly<Record<string, string>> = { name: 'the title', object_refs: 'what it is about' };

/** A place in an object as people call it. */
function inWords(selector: string): string {
  const paragraph = /\.paragraphs\.\[(\d+)\]/.exec(selector)?.[1];
  if (paragraph !== undefined) return `paragraph ${Number(paragraph) + 1}`;
  return calledOtherwise[selector] ?? selector.replaceAll('_', ' ');
}

function withArticle(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}

function tlpName(tlp: string): string {
  return `TLP:${tlp.toUpperCase()}`;
}
