import { mayPublish, useMe } from '../../api/session.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { newDraft } from './draft.ts';
import { Editor } from './editor.tsx';
import { NotForReaders } from './not-for-readers.tsx';
import { objectFormOf } from './object-forms.ts';

interface PublishPageProps {
  initialType: string | undefined;
  /** Id of an object that the new one is to name. */
  about: string | undefined;
}

/** Something new: its terms first, then what it is. */
export function PublishPage({ initialType, about }: PublishPageProps) {
  usePageTitle('Publish');
  const me = useMe();
  const form = objectFormOf(initialType);
  return (
    <>
      <PageHeader
        title="Publish"
        lead="Decide who gets it before you write it. You stay in control of what you publish."
      />
      {mayPublish(me) ? (
        <Editor
          key={`${initialType}-${about}`}
          form={form}
          draft={form ? newDraft(form, new Date(), about) : {}}
          about={about}
          parts={[]}
          terms={undefined}
        />
      ) : (
        <NotForReaders />
      )}
    </>
  );
}
