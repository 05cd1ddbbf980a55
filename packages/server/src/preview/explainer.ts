import { type Answer, type PrincipalId, type Reason, why, withheldExtensionId } from '@entente/release';
import { type JsonObject, parseSelector, resolveSelector, type StixObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import type { RosterStore } from '../members/roster-store.ts';
import type { Rendition } from '../objects/object-reader.ts';
import type { Releaser } from '../objects/releaser.ts';
import { wholeOf as wholeTermsOf } from '../terms/expression.ts';
import type { MarkingStore } from '../terms/marking-store.ts';
import type { TermsStore } from '../terms/terms-store.ts';
import type { FindAskedAbout } from './asked-about.ts';
import type { AudienceNames } from './audience-names.ts';
import type { Why, WhyQuery } from './messages.ts';
import { createNaming, type NamingParts } from './naming.ts';
import { reasonSentence } from './reason-sentences.ts';

/**
 * Says why somebody sees an object or a part of it, or not. About others the owner's people may ask, and auditors, who
 * learn nothing of parts that they have not got themselves; about himself anybody who sees the object, and he learns what
 * lets him have it, and neither lists nor what he has not got.
 */
export type Explainer = {
  /** Throws `not-found`, alike for what is missing, hidden, or somebody else's to ask about. */
  why(viewer: Viewer, id: string, query: z.output<typeof WhyQuery>): z.output<typeof Why>;
};

type Parts = NamingParts & {
  readonly database: Database;
  readonly terms: TermsStore;
  readonly releaser: Releaser;
  readonly markings: MarkingStore;
  readonly roster: RosterStore;
  readonly audiences: AudienceNames;
  readonly askedAbout: FindAskedAbout;
  readonly now: () => string;
};

export function createExplainer(parts: Parts): Explainer {
  const { database, summaries, terms, releaser, markings, names, roster, collections, audiences, now } = parts;
  const { askedAbout } = parts;
  const writtenOf = database.prepare(
    'SELECT b.bytes, v.written_by AS writtenBy FROM version v JOIN body b ON b.body = v.body WHERE v.version = ?',
  );
  const wholeOf = database.prepare('SELECT body FROM version WHERE version = ?');
  const placedBefore = database.prepare(
    `SELECT p.terms FROM placement p WHERE p.version = ?1
     ORDER BY EXISTS (SELECT 1 FROM visible s WHERE s.principal = ?2 AND s.terms = p.terms) DESC, p.added LIMIT 1`,
  );

  function answer(shown: Rendition, about: PrincipalId, property: string | undefined): Answer {
    const written = writtenOf.get(shown.version) as { bytes: Uint8Array; writtenBy: number | null };
    const bytes = Buffer.from(written.bytes);
    const object = JSON.parse(bytes.toString()) as StixObject;
    if (property !== undefined && !has(object, property)) throw noProperty();
    const under = Number(placedBefore.get(shown.version, about)?.terms ?? shown.terms);
    const version = releaser.prepare({
      owner: shown.owner,
      object,
      bytes,
      terms: wholeTermsOf(terms.read(under).expression),
      createdByOwner: shown.createdByOwner,
      writtenBy: written.writtenBy,
    });
    const lookupMarking = (marking: string) => markings.lookup(shown.owner, marking);
    return why(
      { viewer: about, version, lookupMarking, ...(property === undefined ? {} : { property }) },
      { roster: roster.current(), collectionReaders: collections.of, now: now() },
    );
  }

  /** Only what lets him have it: a list is its author's business, and so is what is withheld. */
  function aboutOneself(viewer: Viewer, shown: Rendition, property: string | undefined): Answer {
    const own = summaries.parse(shown);
    if (property !== undefined && !has(own, property)) throw noProperty();
    const { reasons } = answer(shown, viewer.principal, undefined);
    const says = (own.extensions as JsonObject | undefined)?.[withheldExtensionId] !== undefined;
    return {
      sees: says && property === undefined ? 'some' : 'everything',
      reasons: reasons.filter(({ admits, selector }) => admits && selector === undefined).map(withoutMarkings),
    };
  }

  return {
    why(viewer, id, { viewer: asked, property }) {
      const { shown, isOwners, isAboutOthers, own } = askedAbout(viewer, id);
      const named = asked === undefined ? undefined : names.find(viewer, asked);
      const about = named === undefined || named.kind === 'group' ? undefined : named.principal;
      const isOneself = asked === undefined || about === viewer.principal || about === (viewer.unit ?? viewer.member);
      if (isOneself ? own === undefined : !isAboutOthers) {
        throw new Problem('not-found', 'There is no such object, or it is not released to you.');
      }
      if (!isOneself && about === undefined) {
        throw new Problem('not-found', `There is no member or unit named ${asked}.`);
      }
      const principal = isOneself ? viewer.principal : (about ?? viewer.principal);
      const knowsAll = isOwners || own?.body === Number(wholeOf.get(shown.version)?.body);
      // How the whole counts its parts is no business of who has not got all of them.
      if (!isOneself && !knowsAll && property !== undefined) throw noProperty();
      const { sees, reasons } =
        isOneself && !isOwners ? aboutOneself(viewer, shown, property) : answer(shown, principal, property);
      const who = audiences.of(viewer, principal);
      const naming = { ...createNaming(parts, viewer), viewer: isOneself ? 'You' : who.name };
      return {
        viewer: who,
        ...(property === undefined ? {} : { property }),
        sees,
        sentence: isOneself ? youSee[sees] : `${who.name} ${theySee[sees]}`,
        reasons: unique(
          reasons.map((reason) => {
            const { admits, selector, markings: said } = reason;
            if (!isOneself && !knowsAll && isAboutParts(reason)) return { text: anotherPart, admits, markings: [] };
            return {
              text: reasonSentence(reason, naming),
              admits,
              ...(selector === undefined ? {} : { property: selector }),
              markings: [...said],
            };
          }),
        ),
      };
    },
  };
}

const youSee = {
  everything: 'You have it.',
  some: 'You have it, and its originator says that something is withheld from you.',
  nothing: 'You do not have it.',
};
const theySee = {
  everything: 'has all of it.',
  some: 'has it without what is withheld.',
  nothing: 'does not have it.',
};

const anotherPart = 'It has parts of which you have not got all yourself, and their terms decide.';

/** Names parts, or what a part refers to. */
function isAboutParts({ selector, rule }: Reason): boolean {
  return selector !== undefined || rule.kind === 'rendition' || rule.kind === 'reference';
}

function noProperty(): Problem {
  return new Problem('not-found', 'The object has no such property.');
}

function has(object: JsonObject, selector: string): boolean {
  const path = parseSelector(selector);
  return path !== undefined && resolveSelector(object, path) !== undefined;
}

function withoutMarkings(reason: Reason): Reason {
  return { ...reason, markings: [] };
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
