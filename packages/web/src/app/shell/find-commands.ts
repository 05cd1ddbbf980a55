import type { Me, ObjectSummary } from '@entente/server/api-types';
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

/** What the palette offers for a text: an id, objects found, a search for everything, pages and new objects. */
export function findCommands(me: Me | undefined, text: string, objects: ObjectSummary[]): Command[] {
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
    ...objects.map((object) => ({
      href: `/objects/${object.id}`,
      label: objectTitle(object),
      icon: 'overview' as const,
      object,
    })),
    { href: `/browse${queryString({ q: words })}`, label: `Search everything for “${words}”`, icon: 'browse' },
  ];
}
