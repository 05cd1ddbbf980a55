import { handlingOf, type Terms, tlpOf } from '@entente/release';
import type { z } from '@hono/zod-openapi';
import { actsFor, type Viewer } from '../accounts/viewer.ts';
import type { CollectionStore } from '../collections/collection-store.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ReleaseNames } from '../members/release-names.ts';
import type { TermsView } from '../objects/messages.ts';
import { dutiesOf } from './duties.ts';
import { handlingOfExpression, wholeOf } from './expression.ts';
import type { TermsStore } from './terms-store.ts';
import { whyClosed } from './why-closed.ts';

type View = z.infer<typeof TermsView>;
type Ref = { readonly id: string; readonly name: string };

/** Terms as people read them. Lists of names are for the owner alone: a recipient learns what he himself may. */
export type TermsViews = {
  /** `renditions` are the terms of all renditions of the version: the owner is told who has any. */
  of(viewer: Viewer, terms: number, renditions?: readonly number[]): View;
  /** Terms that the viewer gave in the name of another member: whole, with the names that he knows. */
  given(viewer: Viewer, as: Viewer, terms: number): View;
};

export function createTermsViews(
  terms: TermsStore,
  members: MemberStore,
  names: ReleaseNames,
  collections: CollectionStore,
): TermsViews {
  function sentence(viewer: Viewer, expression: Terms, collection: string): string {
    const named = (identity: string): string => names.nameOf(viewer, identity);
    const { to, closed, not } = expression;
    const tlp = tlpOf(expression);
    const owner = members.get(expression.owner).name;
    const duties = saidOf(expression);
    if (closed !== undefined) return `${owner} alone: ${closed.map(whyClosed).join('; ')}.${duties}`;
    const lists = (to ?? []).map((list) => list.map(named).join(', '));
    const but = not === undefined ? '' : `, but not ${not.map(named).join(', ')}`;
    const who =
      lists.length > 0
        ? `Only ${lists.join(', as far as they are also among ')}`
        : tlp === 'clear' || tlp === 'green'
          ? 'Every member of the coalition'
          : `The readers of the collection ${collection}`;
    const strict = tlp === 'amber+strict' ? ', inside their own organisation only' : '';
    const red = tlp === 'red' ? ', and there only persons who are named or appointed' : '';
    return `${who}${but}${strict}${red}, within the readers of ${collection}.${duties}`;
  }

  function view(viewer: Viewer, as: Viewer, id: number, renditions: readonly number[]): View {
    const { expression: carried, collection, owner } = terms.read(id);
    const expression = wholeOf(carried);
    const { title, unmarked } = collections.get(collection);
    const tlp = tlpOf(expression) ?? null;
    const own = actsFor(as, owner);
    const named = (identity: string): Ref => ({ id: identity, name: names.nameOf(viewer, identity) });
    return {
      tlp,
      sentence: own ? sentence(viewer, expression, title) : forRecipient(expression, members.get(owner).name),
      unmarked: expression.closed?.includes('unmarked') ?? false,
      ...(own && unmarked !== undefined ? { statedByCollection: unmarked } : {}),
      ...(own && expression.to !== undefined ? { releasableTo: [...new Set(expression.to.flat())].map(named) } : {}),
      ...(own && expression.not !== undefined ? { notReleasableTo: expression.not.map(named) } : {}),
      ...(own ? { audience: audience(renditions) } : {}),
      handling: handlingOfExpression(carried),
    };
  }

  function audience(renditions: readonly number[]): Ref[] {
    const families = new Set(renditions.map((id) => terms.read(id).family));
    const seen = new Set([...families].flatMap((family) => terms.familyAudience(family)));
    return members
      .all()
      .filter(({ member }) => seen.has(member))
      .map(({ identity, name }) => ({ id: identity, name }));
  }

  return {
    of: (viewer, id, renditions = [id]) => view(viewer, viewer, id, renditions),
    given: (viewer, as, id) => view(viewer, as, id, [id]),
  };
}

function forRecipient(expression: Terms, owner: string): string {
  const tlp = tlpOf(expression);
  const level = tlp === undefined ? 'without a TLP marking' : `under TLP:${tlp.toUpperCase()}`;
  return `Released to you by ${owner} ${level}.${saidOf(expression)}`;
}

function saidOf(expression: Terms): string {
  return dutiesOf(handlingOf(expression))
    .map((each) => ` ${each}`)
    .join('');
}
