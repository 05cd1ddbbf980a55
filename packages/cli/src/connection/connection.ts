import type {
  Account,
  AccountChange,
  AddedAlertSubscription,
  AddedReports,
  AlertSubscriptions,
  AlertTest,
  Claim,
  ClaimView,
  Collection,
  CreatedToken,
  Duty,
  Feed,
  Group,
  ImportSummary,
  LeavingTerms,
  Member,
  MemberPositions,
  NewAccount,
  NewAlertSubscription,
  NewCollection,
  NewFeed,
  NewGroup,
  NewMember,
  NewRecalls,
  NewReleaseRequest,
  NewReport,
  NewToken,
  NewUnit,
  ObjectPage,
  ObjectView,
  PositionMatrix,
  Preview,
  Publication,
  PurgeReceipts,
  Recall,
  RecalledMany,
  RecallLook,
  ReleaseRequest,
  Signal,
  TlpLevel,
  Token,
  TookInProofs,
  Unit,
  UnitChange,
  Why,
} from '@entente/server/api-types';
import type { TaxiiFeedSource } from './taxii-feed-source.ts';

/** What the command line shows of an account; a server may answer more. */
export type AccountShown = Pick<
  Account,
  'id' | 'email' | 'name' | 'member' | 'unit' | 'clearedForRed' | 'roles' | 'disabled' | 'created' | 'lastSignIn'
>;
export type AccountWanted = Pick<
  NewAccount,
  'email' | 'name' | 'member' | 'unit' | 'clearedForRed' | 'roles' | 'password'
>;

/** Where an import goes, in whose name, and under which terms beside those of the objects. */
export type ImportTarget = {
  readonly member: string;
  readonly collection: string;
  readonly tlp?: TlpLevel | undefined;
  readonly releasableTo?: readonly string[] | undefined;
  readonly handling?: readonly Duty[] | undefined;
};

/** What is taken out, and as whom it is seen: the member that made the node, or the token's, where none is named. */
export type ExportWanted = {
  readonly as?: string | undefined;
  readonly format: 'stix' | 'csv';
  /** Alias or id; absent: all collections. */
  readonly collection?: string | undefined;
  /** With the proof of each object that was signed. */
  readonly proofs?: boolean | undefined;
};

/** What a what-if takes away: names, comma-separated; with a 2 those of a second scenario. */
type Scenarios = { readonly [key in `${'member' | 'place' | 'line'}${'' | '2'}`]?: string | undefined };

/** What a brief is about, as whom it is made, and for whom: for the asker himself where no audience is named. */
export type BriefAsked = Scenarios & {
  readonly as?: string | undefined;
  readonly about: 'claim' | 'member' | 'area' | 'day' | 'what-if';
  readonly of?: string | undefined;
  readonly asOf?: string | undefined;
  readonly known?: string | undefined;
  readonly audience?: string | undefined;
  readonly format: 'markdown' | 'pdf';
};

export type SearchWanted = { readonly as?: string | undefined; readonly text: string; readonly limit: number };

/** About whom it is asked: a member, unit or anybody by identity id; the asker where nobody is named. */
export type WhyWanted = {
  readonly as?: string | undefined;
  readonly viewer?: string | undefined;
  /** A selector; absent: the object. */
  readonly property?: string | undefined;
};

/** What a member takes back: all versions of an object it owns, or one. */
export type RecallWanted = {
  readonly as?: string | undefined;
  readonly object: string;
  readonly version?: string | undefined;
};

/** As whom something is seen, and as of which day; without one, today. */
export type LookWanted = { readonly as?: string | undefined; readonly asOf?: string | undefined };

/** A coalition to work on: the data folder of a node, or a running server. Both answer with the messages of the API. */
export type Connection = AsyncDisposable & {
  members(): Promise<readonly Member[]>;
  addMember(member: NewMember): Promise<Member>;
  removeMember(nameOrId: string): Promise<void>;
  /** What becomes of what a member contributed, if it leaves. */
  leavingTerms(member: string): Promise<LeavingTerms>;
  setLeavingTerms(member: string, terms: LeavingTerms): Promise<LeavingTerms>;
  /** Of one member, or of all. */
  units(member?: string): Promise<readonly Unit[]>;
  addUnit(member: string, unit: NewUnit): Promise<Unit>;
  /** A unit by "Member/Unit" or identity id. */
  changeUnit(addressOrId: string, change: UnitChange): Promise<Unit>;
  groups(): Promise<readonly Group[]>;
  /** Makes the group, or gives the one of that name these members. */
  putGroup(group: NewGroup): Promise<Group>;
  collections(): Promise<readonly Collection[]>;
  addCollection(collection: NewCollection): Promise<Collection>;
  /** Of a person: by e-mail address where a data folder is worked on, else whose personal token it is. */
  alertSubscriptions(email?: string): Promise<AlertSubscriptions>;
  addAlert(wanted: NewAlertSubscription, email?: string): Promise<AddedAlertSubscription>;
  removeAlert(id: string, email?: string): Promise<void>;
  testAlert(id: string, email?: string): Promise<AlertTest>;
  accounts(member?: string): Promise<readonly AccountShown[]>;
  addAccount(account: AccountWanted): Promise<AccountShown>;
  changeAccount(
    email: string,
    change: Pick<AccountChange, 'disabled' | 'clearedForRed' | 'password'>,
  ): Promise<AccountShown>;
  tokens(member?: string): Promise<readonly Token[]>;
  createToken(token: NewToken): Promise<CreatedToken>;
  revokeToken(id: string): Promise<void>;
  importFile(target: ImportTarget, chunks: AsyncIterable<Uint8Array>): Promise<ImportSummary>;
  exportFile(wanted: ExportWanted): AsyncIterable<Uint8Array>;
  /** A brief, as a file. */
  brief(wanted: BriefAsked): AsyncIterable<Uint8Array>;
  search(wanted: SearchWanted): Promise<ObjectPage>;
  /** One object; undefined where that member may not know of it. */
  view(id: string, as?: string): Promise<ObjectView | undefined>;
  /** What publishing this in a member's name would do; it is not published. */
  preview(member: string, publication: Publication): Promise<Preview>;
  /** Why somebody has an object or has not. Fails alike for what is missing, hidden, or not the asker's to ask. */
  why(id: string, wanted: WhyWanted): Promise<Why>;
  /** In the name of a member: the one that made the node, or the token's, where none is named. */
  askRelease(as: string | undefined, request: NewReleaseRequest): Promise<ReleaseRequest>;
  releaseRequests(as: string | undefined): Promise<readonly ReleaseRequest[]>;
  /** Brings a text or file in, in a member's name. */
  addReport(member: string, report: NewReport): Promise<AddedReports>;
  feeds(member: string): Promise<readonly Feed[]>;
  addFeed(member: string, feed: NewFeed): Promise<Feed>;
  removeFeed(member: string, id: string): Promise<void>;
  /** Plain TAXII servers that a member pulls from and pushes to. */
  taxiiFeeds(member: string): TaxiiFeedSource;
  /** What recalling an object would do; nothing is recalled. */
  lookAtRecall(wanted: RecallWanted): Promise<RecallLook>;
  /** Takes it back. Fails alike for what is missing, hidden, or another's. */
  recall(wanted: RecallWanted & { readonly reason: string }): Promise<Recall>;
  /** What nodes signed when they had purged an object: of all its recalls. */
  recallReceipts(wanted: Pick<RecallWanted, 'object' | 'as'>): Promise<PurgeReceipts>;
  /** What nodes signed when they had taken an own object in: of all versions, or of one. */
  tookInReceipts(wanted: Pick<RecallWanted, 'object' | 'as' | 'version'>): Promise<TookInProofs>;
  /** All versions of each; what could not be recalled is named. */
  recallMany(wanted: NewRecalls & { readonly as?: string | undefined }): Promise<RecalledMany>;
  claims(wanted: LookWanted): Promise<readonly Claim[]>;
  /** Fails alike for what is missing and hidden. */
  claim(id: string, wanted: LookWanted): Promise<ClaimView>;
  positions(wanted: LookWanted): Promise<PositionMatrix>;
  memberPositions(member: string, wanted: LookWanted): Promise<MemberPositions>;
  signals(wanted: LookWanted): Promise<readonly Signal[]>;
  /** Its exact bytes. */
  raw(id: string, as?: string): Promise<Uint8Array | undefined>;
};
