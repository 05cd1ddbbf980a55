import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { collectionsQuery } from '../../api/collections.ts';
import { objectQuery, publishObject } from '../../api/objects.ts';
import { ApiError } from '../../api/request.ts';
import { useMe } from '../../api/session.ts';
import { showToast } from '../../lib/toast-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ContentFields } from './content-fields.tsx';
import { type Draft, finishDraft, newDraft, refusalsByField } from './draft.ts';
import type { ObjectForm } from './form-types.ts';
import { RefusalSummary } from './refusal-summary.tsx';
import { noTerms, type TermsDraft } from './terms-draft.ts';
import { TermsEditor } from './terms-editor.tsx';
import { TermsForecast } from './terms-forecast.tsx';
import { TypeChooser } from './type-chooser.tsx';

interface EditorProps {
  form: ObjectForm | undefined;
  draft: Draft;
  about: string | undefined;
  /** Of the version before; absent for something new. */
  terms: TermsDraft | undefined;
}

/** Terms on the left, content on the right; on a phone one after the other. Nothing is written before terms are chosen. */
export function Editor({ form: initialForm, draft: initialDraft, about, terms: initialTerms }: EditorProps) {
  const me = useMe();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const collections = useQuery(collectionsQuery);
  const [terms, setTerms] = useState(initialTerms ?? noTerms);
  const [form, setForm] = useState(initialForm);
  const [draft, setDraft] = useState(initialDraft);
  const { collection, tlp } = terms;
  const publish = useMutation({
    mutationFn: () => {
      if (!tlp || !me) throw new ApiError(0, 'incomplete', 'Choose the terms first.');
      const { releasableTo, notReleasableTo } = terms;
      return publishObject({
        collection,
        terms: { tlp, releasableTo, notReleasableTo },
        object: finishDraft(draft, me.member.id),
      });
    },
    // The first field that was refused, as soon as its reason is shown.
    onError: () => requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()),
    onSuccess: async (view) => {
      queryClient.setQueryData(objectQuery(view.summary.id).queryKey, view);
      await queryClient.invalidateQueries({ refetchType: 'none' });
      showToast({ tone: 'good', title: initialTerms ? 'The new version is published.' : 'Published.' });
      await navigate({ to: '/objects/$id', params: { id: view.summary.id } });
    },
  });
  const refusals = publish.error instanceof ApiError ? publish.error.refusals : [];
  const byField = form ? refusalsByField(refusals, form) : new Map<string, string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    publish.mutate();
  };
  return (
    <form
      onSubmit={submit}
      className="grid gap-x-12 gap-y-8 lg:grid-cols-[20rem_minmax(0,44rem)] xl:grid-cols-[24rem_minmax(0,48rem)]"
    >
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
              setDraft(newDraft(next, new Date(), about));
            }}
          />
        ) : (
          <div className="space-y-5">
            <ContentFields form={form} draft={draft} errors={byField} onChange={setDraft} />
            {publish.isError && (
              <RefusalSummary error={publish.error} others={byField.get('')} hasFields={byField.size > 0} />
            )}
            <div className="sticky bottom-16 -mx-1 flex flex-wrap items-center gap-3 border-t border-line bg-paper px-1 py-3 lg:bottom-0">
              <Button type="submit" tone="primary" busy={publish.isPending}>
                {initialTerms ? 'Publish the new version' : 'Publish'}
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
