/** What a request can name by an id. Members and groups are known to the whole coalition; the others may be hidden. */
export type Kind =
  | 'object'
  | 'proof'
  | 'collection'
  | 'account'
  | 'token'
  | 'search'
  | 'status'
  | 'unit'
  | 'lead'
  | 'approval'
  | 'recall'
  | 'mandate'
  | 'proposal'
  | 'entry'
  | 'peer'
  | 'setAside'
  | 'member'
  | 'group'
  | 'feed'
  | 'taxiiFeed';
export type Pick = Readonly<Record<Kind, string>>;
export const hideable: readonly Kind[] = [
  'object',
  'proof',
  'collection',
  'account',
  'token',
  'search',
  'status',
  'unit',
  'lead',
  'recall',
  'entry',
  'feed',
  'taxiiFeed',
];

/** What was decided about one route. A route without a decision fails the walk. */
export type Decision = {
  /** Answers whoever asks. */
  readonly isPublic?: true;
  /** What the parameters of its path name. */
  readonly names?: Readonly<Record<string, Kind>>;
  /** What a query or a body names beside them. */
  readonly alsoNames?: readonly Kind[];
  readonly query?: (pick: Pick) => string;
  readonly body?: (pick: Pick) => unknown;
  readonly contentType?: string;
  /** Queries with which a list is read: none may tell of hidden rows. */
  readonly lists?: readonly string[];
  /** Never ends by itself. */
  readonly isStream?: true;
};

/** By `METHOD path`, as the router has it. */
export type Decisions = Readonly<Record<string, Decision>>;
