import type {
  Invitation,
  InvitingNode,
  JoinRequest,
  NewInvitation,
  Peer,
  PeerChange,
  PeerList,
  PeerLog,
  SetAsideList,
  SetAsideRun,
} from '@entente/server/api-types';

/** Where peers are decided on: the data folder of a node, or a running server. */
export type PeerSource = AsyncDisposable & {
  list(): Promise<PeerList>;
  invite(wanted: NewInvitation): Promise<Invitation>;
  look(invitation: string): Promise<InvitingNode>;
  join(wanted: JoinRequest): Promise<Peer>;
  /** A peer by name or id. */
  confirm(peer: string, fingerprint: string): Promise<Peer>;
  change(peer: string, change: PeerChange): Promise<Peer>;
  log(peer: string): Promise<PeerLog>;
  setAside(peer: string): Promise<SetAsideList>;
  /** Begins to try all once more, or what waits for one reason. */
  retryAll(peer: string, rule?: string): Promise<SetAsideRun>;
};
