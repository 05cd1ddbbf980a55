import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { memberQuery } from '../../api/members.ts';
import { objectSearchQuery } from '../../api/objects.ts';
import { ApiError } from '../../api/request.ts';
import { useMe } from '../../api/session.ts';
import { formatTotal } from '../../lib/format-number.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { ObjectList } from '../../stix/object-list.tsx';
import { Badge } from '../../ui/badge.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { MemberPositions } from '../positions/member-positions.tsx';
import { LeavingPanel } from '../withdrawal/leaving-panel.tsx';
import { leavingWords } from '../withdrawal/leaving-words.ts';
import { EndMembershipButton } from './end-membership-button.tsx';

const WorldMap = lazy(() => import('../../ui/map/world-map.tsx').then((file) => ({ default: file.WorldMap })));

/** One member: who it is, and what of its intelligence the viewer has. */
export function MemberPage({ id }: { id: string }) {
  const me = useMe();
  const member = useQuery(memberQuery(id));
  const objects = useQuery(objectSearchQuery({ member: id }, 12));
  usePageTitle(member.data?.name);
  if (member.error instanceof ApiError && member.error.status === 404) {
    return <EmptyState title="No such member">It may never have been one, or its id is mistyped.</EmptyState>;
  }
  return (
    <QueryState query={member} lines={10} page="Member">
      {({ name, kind, region, latitude, longitude, about, joined, left, contributions }) => (
        <>
          <PageHeader
            eyebrow={
              <>
                {kind === 'country' ? 'Member country' : 'Member organisation'}
                {region && (
                  <>
                    {' · '}
                    <SafeText>{region}</SafeText>
                  </>
                )}
              </>
            }
            title={<SafeText>{name}</SafeText>}
            lead={
              <>
                Member since <Time value={joined} form="date" />
                {left && (
                  <>
                    {' until '}
                    <Time value={left} form="date" /> <Badge tone="warn">Left</Badge>
                    {contributions && <> {leavingWords[contributions].left}</>}
                  </>
                )}
              </>
            }
            actions={
              <>
                <Link to="/brief" search={{ about: 'member', of: id }} className={buttonClass()}>
                  Brief
                </Link>
                <Link to="/browse" search={{ member: id }} className={buttonClass('primary')}>
                  All its objects
                </Link>
                {me && me.member.id !== id && (
                  <Link to="/members/$id/exposure" params={{ id }} className={buttonClass()}>
                    What it has of yours
                  </Link>
                )}
                {me?.roles.includes('coalition-admin') && !left && <EndMembershipButton id={id} name={name} />}
              </>
            }
          />
          <MemberPositions id={id} />
          <div className="grid gap-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <Panel
              title="Newest from it"
              bare
              aside={objects.data && `${formatTotal(objects.data.total)} that you may see`}
            >
              <QueryState query={objects} lines={8}>
                {(page) =>
                  page.objects.length > 0 ? (
                    <ObjectList objects={page.objects} />
                  ) : (
                    <EmptyState title="Nothing from this member">
                      It has not released anything to you yet. What it releases appears here and in the overview.
                    </EmptyState>
                  )
                }
              </QueryState>
            </Panel>
            <div className="min-w-0 space-y-8">
              {me?.member.id === id && (
                <LeavingPanel member={id} mayChange={me.mayWrite && me.roles.includes('member-admin')} />
              )}
              {about && (
                <Panel title="About" bare>
                  <p className="font-serif text-[1.0625rem] leading-relaxed whitespace-pre-line">
                    <SafeText>{about}</SafeText>
                  </p>
                </Panel>
              )}
              {latitude !== undefined && longitude !== undefined && (
                <Suspense fallback={<div className="skeleton aspect-[960/440]" />}>
                  <WorldMap
                    label="Where it is"
                    points={[{ id, latitude, longitude, label: plainText(name) }]}
                    tinted={kind === 'country' ? [{ latitude, longitude }] : []}
                    focus={{ latitude, longitude, zoom: 3 }}
                  />
                </Suspense>
              )}
            </div>
          </div>
        </>
      )}
    </QueryState>
  );
}
