import type {
  Duty,
  ImportSummary,
  NewReleaseRequest,
  ObjectPage,
  ObjectView,
  Preview,
  Publication,
  ReleaseRequest,
  TlpLevel,
  TookInProofs,
  Why,
} from '@entente/server/api-types';

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

export type SearchWanted = { readonly as?: string | undefined; readonly text: string; readonly limit: number };

/** About whom it is asked: a member, unit or anybody by identity id; the asker where nobody is named. */
export type WhyWanted = {
  readonly as?: string | undefined;
  readonly viewer?: string | undefined;
  /** A selector; absent: the object. */
  readonly property?: string | undefined;
};

/** An own object; with a version, that one alone. */
export type OwnObject = {
  readonly as?: string | undefined;
  readonly object: string;
  readonly version?: string | undefined;
};

/** What is brought in, taken out and read, and who may have it. */
export type ObjectSource = {
  importFile(target: ImportTarget, chunks: AsyncIterable<Uint8Array>): Promise<ImportSummary>;
  exportFile(wanted: ExportWanted): AsyncIterable<Uint8Array>;
  search(wanted: SearchWanted): Promise<ObjectPage>;
  /** One object; undefined where that member may not know of it. */
  view(id: string, as?: string): Promise<ObjectView | undefined>;
  /** Its exact bytes. */
  raw(id: string, as?: string): Promise<Uint8Array | undefined>;
  /** What publishing this in a member's name would do; it is not published. */
  preview(member: string, publication: Publication): Promise<Preview>;
  /** Why somebody has an object or has not. Fails alike for what is missing, hidden, or not the asker's to ask. */
  why(id: string, wanted: WhyWanted): Promise<Why>;
  /** In the name of a member: the one that made the node, or the token's, where none is named. */
  askRelease(as: string | undefined, request: NewReleaseRequest): Promise<ReleaseRequest>;
  releaseRequests(as: string | undefined): Promise<readonly ReleaseRequest[]>;
  /** What nodes signed when they had taken an own object in: of all versions, or of one. */
  tookInReceipts(wanted: OwnObject): Promise<TookInProofs>;
};
