import type { GivenPart, Publication } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { collectionsQuery } from '../../api/collections.ts';
import { objectQuery, publishObject } from '../../api/objects.ts';
import { previewQuery } from '../../api/release.ts';
import { ApiError } from '../../api/request.ts';
import { useMe } from '../../api/session.ts';
import { keepEnter } from '../../lib/keep-enter.ts';
import { showToast } from '../../lib/toast-store.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { noTerms, publicationOf, type TermsDraft } from '../../release/terms-draft.ts';
import { TermsEditor } from '../../release/terms-editor.tsx';
import { TermsForecast } from '../../release/terms-forecast.tsx';
import { withParagraphs } from '../../stix/report-paragraphs.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ContentFields } from './content-fields.tsx';
import { type Draft, finishDraft, isComplete, newDraft, refusalsByField } from './draft.ts';
import type { ObjectForm } from './form-types.ts';
import { markedTextOf, partsOf, written } from './paragraphs.ts';
import { ParagraphsEditor } from './paragraphs-editor.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { RefusalSummary } from './refusal-summary.tsx';
import { TypeChooser } from './type-chooser.tsx';

interface EditorProps {
  form: ObjectForm | undefined;
  draft: Draft;
  about: string | undefined;
  /** Of the version before; absent for something new. */
  terms: TermsDraft | undefined;
  /** Its marked parts; absent where they are of a kind that the editor does not write, and keeps as they are. */
  parts: readonly GivenPart[] | undefined;
}

/** Terms on the left, content on the right; on a phone one after the other. Nothing is written before terms are chosen. */
export function Editor({ form: initialForm, draft: initialDraft, about, terms: initialTerms, parts }: EditorProps) {
  const me = useMe();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const collections = useQuery(collectionsQuery);
  const [terms, setTerms] = useState(initialTerms ?? noTerms);
  const [form, setForm] = useState(initialForm);
  const [draft, setDraft] = useState(initialDraft);
  const [marked, setMarked] = useState(() => markedTextOf(initialDraft, parts ?? []));
  const [clean, setClean] = useState(() => JSON.stringify([initialDraft, marked]));
  const isSent = useRef(false);
  const { collection, tlp } = terms;
  const publication = form && me ? sent() : undefined;
  const draftText = JSON.stringify(form && isComplete(draft, form) ? publication : undefined);
  const settled = useDebounced(draftText, 400);
  const preview = useQuery(previewQuery(settled ? (JSON.parse(settled) as Publication) : undefined));
  const publish = useMutation({
    mutationFn: () => {
      if (!publication) throw new ApiError(0, 'incomplete', 'Choose the terms first.');
      return publishObject(publication);
    },
    // The first field that was refused, as soon as its reason is shown.
    onError: () => requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()),
    onSuccess: async (view) => {
      isSent.current = true;
      if ('approval' in view) {
        await queryClient.invalidateQueries({ queryKey: ['approvals'] });
        showToast({ tone: 'good', title: 'Handed in: it waits for a second person.' });
        await navigate({ to: '/approvals' });
        return;
      }
      queryClient.setQueryData(objectQuery(view.summary.id).queryKey, view);
      await queryClient.invalidateQueries({ refetchType: 'none' });
      showToast({ tone: 'good', title: initialTerms ? 'The new version is published.' : 'Published.' });
      await navigate({ to: '/objects/$id', params: { id: view.summary.id } });
    },
  });
  const refusals = publish.error instanceof ApiError ? publish.error.refusals : [];
  const byField = form ? refusalsByField(refusals, form) : new Map<string, string>();
  // A number that was true a moment ago must not stand on the button.
  const isCurrent = settled === draftText && !preview.isPlaceholderData && !preview.error;
  const reached =
    preview.data && isCurrent ? ` to ${preview.data.members.reached} of ${preview.data.members.total} members` : '';
  // What waits for somebody else is not published by this button.
  const needsSecond = isCurrent && preview.data?.secondPerson !== undefined;
  const action = needsSecond
    ? 'Hand in for approval'
    : `${initialTerms ? 'Publish the new version' : 'Publish'}${reached}`;

  /** As it stands now; parts of a kind that is not written here go along as the object has them. */
  function sent(): Publication | undefined {
    const finished = finishDraft(draft, me?.member.id ?? '');
    if (!parts) return publicationOf(terms, finished, undefined);
    const texts = written(marked).map(({ text }) => text.trim());
    return publicationOf(terms, withParagraphs(finished, texts), partsOf(marked));
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    publish.mutate();
  };
  return (
    <form
      onSubmit={submit}
      onKeyDown={keepEnter}
      className="grid gap-x-12 gap-y-8 lg:grid-cols-[20rem_minmax(0,44rem)] xl:grid-cols-[24rem_minmax(0,48rem)]"
    >
      <LeaveGuard isWritten={() => !isSent.current && JSON.stringify([draft, marked]) !== clean} />
      <Panel title="1 · Who gets it" bare>
        <TermsEditor collections={collections} terms={terms} onChange={setTerms} />
      </Panel>
      <Panel title="2 · What it says" bare>
        <TermsForecast collection={collections.data?.find((one) => one.id === collection)} terms={terms} />
        {!collection || !tlp ? (
          <EmptyState title="Terms first">
            Choose a collection and a TLP level. They decide who will ever read what you write here.
          </EmptyState>
        ) : !form ? (
          <TypeChooser
            onChoose={(next) => {
              setForm(next);
              // What was written stays where the same type is chosen again.
              if (next.type === draft.type) return;
              const fresh = newDraft(next, new Date(), about);
              setDraft(fresh);
              setClean(JSON.stringify([fresh, marked]));
            }}
          />
        ) : (
          <div className="space-y-5">
            <ContentFields form={form} draft={draft} errors={byField} onChange={setDraft} />
            {form.type === 'report' && parts && (
              <ParagraphsEditor
                paragraphs={marked.paragraphs}
                onChange={(paragraphs) => setMarked({ ...marked, paragraphs })}
              />
            )}
            <PreviewPanel query={preview} />
            {publish.isError && (
              <RefusalSummary error={publish.error} others={byField.get('')} hasFields={byField.size > 0} />
            )}
            <div className="sticky bottom-16 -mx-1 flex flex-wrap items-center gap-3 border-t border-line bg-paper px-1 py-3 lg:bottom-0">
              <Button type="submit" tone="primary" busy={publish.isPending}>
                {action}
              </Button>
              {!initialTerms && (
                <Button tone="quiet" onClick={() => setForm(undefined)}>
                  Another type
                </Button>
              )}
            </div>
          </div>
        )}
      </Panel>
    </form>
  );
}
