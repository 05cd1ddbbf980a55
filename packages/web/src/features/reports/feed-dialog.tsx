import type { NewFeed, TlpLevel } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { collectionsQuery } from '../../api/collections.ts';
import { addFeed, feedsQuery } from '../../api/feeds.ts';
import { useReleaseOptions } from '../../api/use-release-options.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { ReleaseToField } from '../../release/release-to-field.tsx';
import { TargetCollection } from '../../stix/target-collection.tsx';
import { TlpField } from '../../stix/tlp-field.tsx';
import { Input, Select } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';

const often = [15, 30, 60, 180, 360, 1440];
const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

/** A feed to be pulled: from where, how often, where to, and under which terms. */
export function FeedDialog({ allowed, onClose }: { allowed: readonly string[]; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data: collections = [] } = useQuery(collectionsQuery);
  const options = useReleaseOptions();
  const [tlp, setTlp] = useState<TlpLevel>();
  const [releasableTo, setReleasableTo] = useState<string[]>([]);
  const add = useMutation({
    mutationFn: (feed: NewFeed) => addFeed(feed),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: feedsQuery.queryKey });
      onClose();
    },
  });
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (!tlp) return;
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    const reliability = reliabilities.find((each) => each === text('reliability'));
    add.mutate({
      address: text('address'),
      collection: text('collection'),
      minutes: Number(text('minutes')),
      terms: { tlp, releasableTo, notReleasableTo: [] },
      ...(reliability ? { reliability } : {}),
    });
  }
  return (
    <Dialog open onOpenChange={onClose} title="Add a feed">
      <form onSubmit={submit} className="space-y-4">
        <Field label="Address" required hint={`Allowed: ${allowed.map(plainText).join(', ')}`}>
          {(control) => <Input {...control} name="address" type="url" required maxLength={2000} />}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <TargetCollection label="Collection" collections={collections} />
          <Field label="Every">
            {(control) => (
              <Select {...control} name="minutes" defaultValue="60">
                {often.map((minutes) => (
                  <option key={minutes} value={minutes}>
                    {minutes < 60 ? `${minutes} minutes` : minutes === 60 ? 'hour' : `${minutes / 60} hours`}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <Field label="Reliability of the source" hint="On the Admiralty scale">
          {(control) => (
            <Select {...control} name="reliability" defaultValue="">
              <option value="">Not judged</option>
              {reliabilities.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </Select>
          )}
        </Field>
        <TlpField value={tlp} onChange={setTlp} />
        <ReleaseToField options={options} chosen={releasableTo} onChange={setReleasableTo} />
        {!tlp && <p className="text-sm text-ink-soft">Choose a TLP level.</p>}
        {add.isError && <ErrorState error={add.error} />}
        <FormActions action="Add" onCancel={onClose} busy={add.isPending} />
      </form>
    </Dialog>
  );
}
