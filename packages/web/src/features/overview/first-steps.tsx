import type { Facet, Me } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { collectionsQuery } from '../../api/collections.ts';
import { membersQuery } from '../../api/members.ts';
import { mayPublish } from '../../api/session.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';

/** What every node holds from its first moment. */
const given = ['identity', 'marking-definition', 'extension-definition'];

/** Whether there is nothing yet but who is in the coalition. */
export function hasJustBegun(byType: readonly Facet[]): boolean {
  return byType.every(({ value }) => given.includes(value));
}

const linkClass = 'font-medium text-accent hover:underline';

/** What to do on a node on which nothing has been done, as far as it is this person's to do. */
export function FirstSteps({ me }: { me: Me }) {
  const { data: members = [] } = useQuery(membersQuery);
  const { data: collections = [] } = useQuery(collectionsQuery);
  const may = (...roles: Me['roles']) => me.mayWrite && roles.some((role) => me.roles.includes(role));
  const steps = [
    may('coalition-admin') && {
      key: 'members',
      isDone: members.length > 1,
      what: (
        <Link to="/members" className={linkClass}>
          Add the members of the coalition
        </Link>
      ),
      why: 'Countries and organisations that things are released to.',
    },
    may('coalition-admin', 'member-admin') && {
      key: 'collections',
      isDone: collections.some(({ mayWrite, alias }) => mayWrite && alias !== 'coalition'),
      what: (
        <Link to="/collections" className={linkClass}>
          Make a collection
        </Link>
      ),
      why: 'Everything is published to one; its readers are the widest circle that an object in it can reach.',
    },
    may('coalition-admin', 'member-admin') && {
      key: 'accounts',
      what: (
        <Link to="/settings" search={{ tab: 'accounts' }} className={linkClass}>
          Make accounts
        </Link>
      ),
      why: 'For your people, each with roles.',
    },
    mayPublish(me) && {
      key: 'content',
      what: (
        <>
          <Link to="/publish" className={linkClass}>
            Publish
          </Link>
          ,{' '}
          <Link to="/import" className={linkClass}>
            import a file
          </Link>{' '}
          or{' '}
          <Link to="/reports/add" className={linkClass}>
            bring a text in
          </Link>
        </>
      ),
      why: 'STIX bundles and MISP events are files; who said what in an article is proposed for you to confirm.',
    },
    may('coalition-admin') && {
      key: 'nodes',
      what: (
        <Link to="/nodes" className={linkClass}>
          Join other nodes
        </Link>
      ),
      why: 'Where members run nodes of their own.',
    },
  ].filter((step) => step !== false);
  if (steps.length === 0) return null;
  return (
    <Panel title="First steps" className="mb-10">
      <ol className="space-y-3">
        {steps.map(({ key, isDone = false, what, why }, index) => (
          <li key={key} className="flex gap-3">
            <span
              className={classNames(
                'mt-0.5 grid size-6 shrink-0 place-items-center rounded-full border border-edge text-xs',
                isDone && 'border-accent bg-accent-soft text-accent',
              )}
            >
              {isDone ? <Icon name="check" className="size-3.5" /> : <span aria-hidden>{index + 1}</span>}
              {isDone && <span className="sr-only">Done: </span>}
            </span>
            <p className="min-w-0">
              {what}
              <span className="block text-sm text-ink-soft">{why}</span>
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
