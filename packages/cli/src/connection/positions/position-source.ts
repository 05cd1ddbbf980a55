import type { Claim, ClaimView, MemberPositions, PositionMatrix, Signal } from '@entente/server/api-types';

/** As whom something is seen, and as of which day; without one, today. */
export type LookWanted = { readonly as?: string | undefined; readonly asOf?: string | undefined };

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

/** Who stands where, what that signals, and briefs on it. */
export type PositionSource = {
  claims(wanted: LookWanted): Promise<readonly Claim[]>;
  /** Fails alike for what is missing and hidden. */
  claim(id: string, wanted: LookWanted): Promise<ClaimView>;
  positions(wanted: LookWanted): Promise<PositionMatrix>;
  memberPositions(member: string, wanted: LookWanted): Promise<MemberPositions>;
  signals(wanted: LookWanted): Promise<readonly Signal[]>;
  /** A brief, as a file. */
  brief(wanted: BriefAsked): AsyncIterable<Uint8Array>;
};
