import type { ObjectView, ReleaseRequest } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { objectQuery } from '../../api/objects.ts';
import { releaseRequestQuery } from '../../api/release-requests.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { presentTerms, widerTerms } from '../../release/terms-draft.ts';
import { objectTitle } from '../../stix/object-title.ts';
import { objectType } from '../../stix/object-types.ts';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { draftOf } from './draft.ts';
import { Editor } from './editor.tsx';
import { genericForm } from './generic-form.ts';
import { GrantedRequest } from './granted-request.tsx';
import { objectFormOf } from './object-forms.ts';

/** The next version of something of one's own; `grants` is the request for wider release that it answers. */
export function EditPage({ id, grants }: { id: string; grants: string | undefined }) {
  const query = useQuery(objectQuery(id));
  const request = useQuery({ ...releaseRequestQuery(grants ?? ''), enabled: grants !== undefined });
  usePageTitle(query.data && `Edit: ${objectTitle(query.data.summary)}`);
  return (
    <QueryState query={query} lines={12} page="Edit">
      {(view) =>
        !view.mayEdit ? (
          <>
            <PageHeader
              eyebrow={`Edit ${objectType(view.summary.type).singular}`}
              title={<SafeText>{objectTitle(view.summary)}</SafeText>}
            />
            <EmptyState
              title="This is not yours to change"
              action={
                <Link to="/objects/$id" params={{ id }} className={buttonClass()}>
                  Read it
                </Link>
              }
            >
              Only the member that published an object can change it.
            </EmptyState>
          </>
        ) : grants === undefined ? (
          <NextVersion view={view} request={undefined} />
        ) : (
          <QueryState query={request} lines={12}>
            {(granted) => <NextVersion view={view} request={granted} />}
          </QueryState>
        )
      }
    </QueryState>
  );
}

function NextVersion({ view, request }: { view: ObjectView; request: ReleaseRequest | undefined }) {
  const { summary, object, parts } = view;
  const present = presentTerms(view);
  return (
    <>
      <PageHeader
        eyebrow={`Edit ${objectType(summary.type).singular}`}
        title={<SafeText>{objectTitle(summary)}</SafeText>}
        lead="What you save becomes a new version. Readers see what changed."
      />
      {request && <GrantedRequest request={request} />}
      <Editor
        form={objectFormOf(summary.type) ?? genericForm(object)}
        draft={draftOf(object)}
        about={undefined}
        parts={parts}
        terms={request?.may.grant ? widerTerms(present, request) : present}
      />
    </>
  );
}
