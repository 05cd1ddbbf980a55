import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { collectionsQuery } from '../../api/collections.ts';
import { type ImportTarget, importFile } from '../../api/import-file.ts';
import { mayPublish, useMe } from '../../api/session.ts';
import { formatBytes } from '../../lib/format-number.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { NotForReaders } from '../publish/not-for-readers.tsx';
import { ImportResult } from './import-result.tsx';
import { ImportTerms } from './import-terms.tsx';

/** A file in, for those who may publish. */
export function ImportPage() {
  usePageTitle('Import');
  const me = useMe();
  return (
    <>
      <PageHeader
        title="Import"
        lead="STIX 2.1 and 2.0 bundles, lists of STIX objects (NDJSON) and MISP events, also gzipped. Importing a file twice changes nothing."
      />
      {mayPublish(me) ? <ImportForm /> : <NotForReaders />}
    </>
  );
}

/** Where to and under which terms first, then the file, then what became of it. */
function ImportForm() {
  const queryClient = useQueryClient();
  const collections = useQuery(collectionsQuery);
  const [target, setTarget] = useState<ImportTarget>({ collection: '' });
  const [file, setFile] = useState<File>();
  const [share, setShare] = useState(0);
  const run = useMutation({
    mutationFn: (chosen: File) => importFile(chosen, target, setShare),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  const start = () => {
    if (!file) return;
    setShare(0);
    run.mutate(file);
  };
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[20rem_minmax(0,48rem)] xl:grid-cols-[24rem_minmax(0,56rem)]">
      <Panel title="1 · Where to" bare>
        <ImportTerms collections={collections} target={target} onChange={setTarget} />
      </Panel>
      <div className="min-w-0 space-y-8">
        <Panel title="2 · What" bare>
          <div className="space-y-4">
            <FileDrop
              file={file}
              disabled={run.isPending}
              accept=".json,.ndjson,.jsonl,.gz,application/json,application/gzip"
              onFile={setFile}
            />
            {run.isPending ? (
              <Progress
                share={share < 1 ? share : undefined}
                label={share < 1 ? `Sending ${formatBytes(file?.size ?? 0)}` : 'Checking and storing'}
              />
            ) : (
              <Button tone="primary" disabled={!file || !target.collection} onClick={start}>
                Import
              </Button>
            )}
            {!target.collection && <p className="text-sm text-ink-soft">Choose a collection first.</p>}
            {run.isError && <ErrorState error={run.error} />}
          </div>
        </Panel>
        {run.data && <ImportResult summary={run.data} collection={target.collection} />}
      </div>
    </div>
  );
}
