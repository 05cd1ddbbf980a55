import type { Viewer } from './viewer.ts';

/** What has lost its access: one credential, everything of an account, of a unit, or of a member. */
export type CredentialEnd =
  | { readonly credentialId: string }
  | { readonly accountId: string }
  | { readonly unit: number }
  | { readonly member: number };

/** Tells whoever keeps something open for a viewer (remembered credentials, event streams) that it must end now. */
export type CredentialEnds = {
  announce(end: CredentialEnd): void;
  /** Calls `listener` for each end, in the same tick; returns how to stop. */
  onCredentialEnded(listener: (end: CredentialEnd) => void): () => void;
};

export function createCredentialEnds(): CredentialEnds {
  const listeners = new Set<(end: CredentialEnd) => void>();
  return {
    announce(end) {
      for (const listener of listeners) listener(end);
    },
    onCredentialEnded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Whether this end takes away what the viewer came with. */
export function endsViewer(end: CredentialEnd, viewer: Viewer): boolean {
  if ('credentialId' in end) return viewer.credentialId === end.credentialId;
  if ('accountId' in end) return viewer.account?.id === end.accountId;
  if ('unit' in end) return viewer.unit === end.unit;
  return viewer.member === end.member;
}
