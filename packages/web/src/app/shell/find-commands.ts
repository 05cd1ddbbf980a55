import type { Me, MemberRef, ObjectSummary } from '@entente/server/api-types';
import { queryString } from '../../api/request.ts';
import { mayPublish } from '../../api/session.ts';
import { objectTitle } from '../../stix/object-title.ts';
import { isObjectId } from '../../stix/object-types.ts';
import type { IconName } from '../../ui/icon.tsx';
import { navigationFor } from './navigation.ts';

/** One line of the command palette. */
export interface Command {
  href: string;
  label: string;
  icon: IconName;
  object?: ObjectSummary;
}

const publishable = ['report', 'incident', 'indicator', 'threat actor', 'note', 'sighting'];

/** So many members are offered; who looks for others types more of the name. */
const mostMembers = 4;

/** What the palette offers for a text: an id, pages and new objects, members, objects found, a search for everything. */
export function findCommands(
  me: Me | undefined,
  text: string,
  objects: readonly ObjectSummary[],
  members: readonly MemberRef[] = [],
): Command[] {
  const words = text.trim();
  const pages: Command[] = navigationFor(me)
    .flatMap((group) => group.items)
    .map(({ to, label, icon }) => ({ href: to, label, icon }));
  const drafts: Command[] = mayPublish(me)
    ? publishable.map((type) => ({
        href: `/publish?type=${type.replace(' ', '-')}`,
        label: `Publish: ${type}`,
        icon: 'publish',
      }))
    : [];
  if (words === '') return [...pages, ...drafts];
  const has = (command: Command) => command.label.toLowerCase().includes(words.toLowerCase());
  return [
    ...(isObjectId(words) ? [{ href: `/objects/${words}`, label: `Open ${words}`, icon: 'right' as const }] : []),
    ...[...pages, ...drafts].filter(has),
    ...membersNamed(words, members),
    ...objects.map((object) => ({
      href: `/objects/${object.id}`,
      label: objectTitle(object),
      icon: 'overview' as const,
      object,
    })),
    { href: `/browse${queryString({ q: words })}`, label: `Search everything for “${words}”`, icon: 'browse' },
  ];
}

/** Members by the beginning of a word of their name, those whose name begins so first. */
function membersNamed(words: string, members: readonly MemberRef[]): Command[] {
  const typed = words.toLowerCase();
  const begins = members.filter(({ name }) => name.toLowerCase().startsWith(typed));
  const within = members.filter(({ name }) => name.toLowerCase().includes(` ${typed}`));
  return [...new Set([...begins, ...within])]
    .slice(0, mostMembers)
    .map(({ id, name }) => ({ href: `/members/${id}`, label: name, icon: 'members' }));
}
