import type { HandedIn } from '@entente/server/api-types';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { collectionsQuery } from '../../api/collections.ts';
import { showToast } from '../../lib/toast-store.ts';
import { publicationTerms } from '../../release/publication-terms.ts';
import { noTerms, type TermsDraft } from '../../release/terms-draft.ts';

interface PublicationOptions<Given> {
  publish: (given: Given) => Promise<HandedIn>;
  /** What is said when it is published at once. */
  done: string;
  onClose: () => void;
  /** Under which it stands already. */
  start?: TermsDraft;
}

/** A claim or position on its way: the terms that are being chosen for it, and its publication. */
export function usePublication<Given>({ publish, done, onClose, start = noTerms }: PublicationOptions<Given>) {
  const queryClient = useQueryClient();
  const collections = useQuery(collectionsQuery);
  const [terms, setTerms] = useState(start);
  const save = useMutation({
    mutationFn: publish,
    onSuccess: async ({ because }) => {
      await queryClient.invalidateQueries({ queryKey: ['positions'] });
      showToast(because === undefined ? { tone: 'good', title: done } : { title: 'It waits for a second person.' });
      onClose();
    },
  });
  return {
    save,
    /** Undefined before there are any. */
    given: publicationTerms(terms),
    /** For the editor of terms. */
    editor: { collections, terms, onChange: setTerms },
  };
}
