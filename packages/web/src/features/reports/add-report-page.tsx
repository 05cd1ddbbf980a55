import type { NewReport, ReadReport, TlpLevel } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { collectionsQuery } from '../../api/collections.ts';
import { addReport, readReport } from '../../api/reports.ts';
import { mayPublish, useMe } from '../../api/session.ts';
import { useReleaseOptions } from '../../api/use-release-options.ts';
import { countOf } from '../../lib/format-number.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { showToast } from '../../lib/toast-store.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { ReleaseToField } from '../../release/release-to-field.tsx';
import { TlpField } from '../../stix/tlp-field.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice, Select, Textarea } from '../../ui/controls.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { NotForReaders } from '../publish/not-for-readers.tsx';
import { base64Of } from './base64-of.ts';
import { FactFields } from './fact-fields.tsx';

const accepted = '.txt,.md,.markdown,.html,.htm,.pdf,.docx,.eml,.xml,.rss,.atom,.json,text/*,application/pdf';
type Facts = ReadReport['documents'][number]['facts'];

/** A text in: pasted or as a file; what it says about itself; under which terms. */
export function AddReportPage() {
  usePageTitle('Bring a text in');
  const me = useMe();
  return (
    <>
      <PageHeader
        eyebrow={<Link to="/reports">Reports</Link>}
        title="Bring a text in"
        lead="What the text says about itself is taken apart from what it reports. The original is kept as it is."
      />
      {mayPublish(me) ? <AddReportForm /> : <NotForReaders />}
    </>
  );
}

function AddReportForm() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { data: collections, error } = useQuery(collectionsQuery);
  const options = useReleaseOptions();
  const [text, setText] = useState('');
  const [file, setFile] = useState<File>();
  const [source, setSource] = useState<NewReport['source']>();
  const [facts, setFacts] = useState<Facts>();
  const [collection, setCollection] = useState('');
  const [tlp, setTlp] = useState<TlpLevel>();
  const [releasableTo, setReleasableTo] = useState<string[]>([]);
  const [releaseOriginal, setReleaseOriginal] = useState(false);
  const isStored = useRef(false);
  const pasted = useDebounced(text, 400);

  const read = useMutation({
    mutationFn: (given: NewReport['source']) => readReport(given),
    onSuccess: ({ documents }) => setFacts(documents.length === 1 ? documents[0]?.facts : undefined),
  });
  const { mutate: look, reset } = read;
  useEffect(() => {
    if (pasted.trim().length < 40) return;
    const given = { text: pasted };
    setSource(given);
    look(given);
  }, [pasted, look]);
  async function take(chosen: File): Promise<void> {
    setFile(chosen);
    setText('');
    const given = {
      file: { name: chosen.name, base64: await base64Of(chosen), ...(chosen.type ? { mediaType: chosen.type } : {}) },
    };
    setSource(given);
    look(given);
  }

  const store = useMutation({
    mutationFn: addReport,
    onSuccess: async ({ reports }) => {
      isStored.current = true;
      await queryClient.invalidateQueries({ queryKey: ['reports'] });
      const [first, ...others] = reports;
      const waiting = reports.filter(({ id }) => !id).length;
      if (waiting > 0) showToast({ title: `${countOf(waiting, 'text')} waiting for a second person.` });
      if (first?.id && others.length === 0) await navigate({ to: '/reports/$id', params: { id: first.id } });
      else await navigate({ to: '/reports' });
    },
  });

  const writable = collections?.filter((each) => each.mayWrite) ?? [];
  const where = collection || (writable.length === 1 ? (writable[0]?.id ?? '') : '');
  const documents = read.data?.documents;
  const missing = !source
    ? 'Paste a text or choose a file.'
    : !where
      ? 'Choose a collection.'
      : !tlp
        ? 'Choose a TLP level.'
        : '';

  if (error) return <ErrorState error={error} />;
  return (
    <>
      <LeaveGuard isWritten={() => !isStored.current && (text.trim() !== '' || file !== undefined)} />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,44rem)_20rem] xl:grid-cols-[minmax(0,48rem)_24rem]">
        <div className="min-w-0 space-y-8">
          <Panel title="1 · The text" bare>
            <Field label="Paste it here">
              {(control) => (
                <Textarea
                  {...control}
                  rows={file ? 3 : 12}
                  value={text}
                  onChange={(event) => {
                    setText(event.target.value);
                    setFile(undefined);
                    if (event.target.value.trim() === '') {
                      setSource(undefined);
                      setFacts(undefined);
                      reset();
                    }
                  }}
                />
              )}
            </Field>
            <p className="my-2 text-center text-xs text-ink-faint">or</p>
            <FileDrop file={file} disabled={store.isPending} accept={accepted} onFile={(chosen) => void take(chosen)} />
          </Panel>
          {read.isError && <ErrorState error={read.error} />}
          {documents && documents.length > 1 && (
            <Panel title="2 · What is in it">
              <ul className="list-disc space-y-1 pl-5 text-sm">
                {documents.map(({ facts: each, paragraphs }) => (
                  <li key={`${each.headline} ${paragraphs[0]}`}>{plainText(each.headline ?? paragraphs[0] ?? '')}</li>
                ))}
              </ul>
            </Panel>
          )}
          {facts && documents?.length === 1 && (
            <Panel
              title="2 · What it says about itself"
              aside={`${countOf(documents[0]?.paragraphs.length ?? 0, 'paragraph')} of text`}
              bare
            >
              <FactFields facts={facts} onChange={setFacts} />
              {documents[0]?.notes.map((note) => (
                <p key={note} className="mt-2 text-sm text-warn">
                  {note}
                </p>
              ))}
            </Panel>
          )}
        </div>
        <Panel title="3 · Under which terms" bare>
          {collections && writable.length === 0 ? (
            <EmptyState title="No collection to bring it to">
              Ask the owner of a collection to let your member write to it.
            </EmptyState>
          ) : (
            <div className="space-y-6">
              <Field label="Collection" required>
                {(control) => (
                  <Select {...control} value={where} onChange={(event) => setCollection(event.target.value)}>
                    <option value="">Choose…</option>
                    {writable.map((each) => (
                      <option key={each.id} value={each.id}>
                        {plainText(each.title)}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <TlpField value={tlp} onChange={setTlp} />
              <ReleaseToField options={options} chosen={releasableTo} onChange={setReleasableTo} />
              <Choice
                label="Release the original too"
                hint="Otherwise the file itself stays with your member, and others get its text"
                checked={releaseOriginal}
                onChange={(event) => setReleaseOriginal(event.target.checked)}
              />
              <Button
                tone="primary"
                className="w-full"
                busy={store.isPending}
                disabled={missing !== '' || read.isPending || read.isError}
                onClick={() =>
                  source &&
                  tlp &&
                  store.mutate({
                    collection: where,
                    terms: { tlp, releasableTo, notReleasableTo: [] },
                    source,
                    releaseOriginal,
                    ...(facts && documents?.length === 1 ? { facts } : {}),
                  })
                }
              >
                Bring it in
              </Button>
              {missing && <p className="text-sm text-ink-soft">{missing}</p>}
              {store.isError && <ErrorState error={store.error} />}
            </div>
          )}
        </Panel>
      </div>
    </>
  );
}
