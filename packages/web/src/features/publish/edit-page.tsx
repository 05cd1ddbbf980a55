import { useQuery } from '@tanstack/react-query';
import { objectQuery } from '../../api/objects.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { objectTitle } from '../../stix/object-title.ts';
import { objectType } from '../../stix/object-types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { draftOf } from './draft.ts';
import { Editor } from './editor.tsx';
import { genericForm } from './generic-form.ts';
import { objectFormOf } from './object-forms.ts';

/** The next version of something of one's own. */
export function EditPage({ id }: { id: string }) {
  const query = useQuery(objectQuery(id));
  usePageTitle(query.data && `Edit: ${objectTitle(query.data.summary)}`);
  return (
    <QueryState query={query} lines={12}>
      {({ summary, object, terms, collections, mayEdit, parts }) =>
        mayEdit ? (
          <>
            <PageHeader
              eyebrow={`Edit ${objectType(summary.type).singular}`}
              title={<SafeText>{objectTitle(summary)}</SafeText>}
              lead="What you save becomes a new version. Readers see what changed."
            />
            <Editor
              form={objectFormOf(summary.type) ?? genericForm(object)}
              draft={draftOf(object)}
              about={undefined}
              parts={parts}
              terms={{
                collection: collections[0]?.id ?? '',
                tlp: terms.tlp ?? undefined,
                releasableTo: terms.releasableTo?.map((member) => member.id) ?? [],
                notReleasableTo: terms.notReleasableTo?.map((member) => member.id) ?? [],
                handling: terms.handling,
                sayWithheld: true,
              }}
            />
          </>
        ) : (
          <EmptyState title="This is not yours to change">
            Only the member that published an object can change it. You can write a note on it instead.
          </EmptyState>
        )
      }
    </QueryState>
  );
}
