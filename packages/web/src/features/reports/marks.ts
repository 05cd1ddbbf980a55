import type { Proposal, ReportView, StatementShown } from '@entente/server/api-types';

export interface Span {
  start: number;
  end: number;
}

/** Something said in a text, proposed or confirmed, as it is marked there. */
export interface Mark {
  /** Of the proposal, else of the statement. */
  id: string;
  state: 'open' | 'accepted' | 'rejected';
  speakerName: string;
  source: Span[];
  cue: Span[];
  content: Span[];
  proposal?: Proposal;
  statement?: StatementShown;
}

export const paragraphBreak = '\n\n';
export const nobody = 'Nobody named';

/** All that is marked, in the order of the text. A proposal that was accepted is one with its statement. */
export function marksOf({ proposals, statements }: Pick<ReportView, 'proposals' | 'statements'>): Mark[] {
  const byId = new Map(statements.map((statement) => [statement.id, statement]));
  const proposed = proposals.map((proposal): Mark => {
    const statement = proposal.statement === undefined ? undefined : byId.get(proposal.statement);
    if (statement) byId.delete(statement.id);
    const shown = statement?.content.length ? statement : proposal;
    return {
      id: proposal.id,
      state: proposal.state,
      speakerName: speakerOf(statement ?? proposal),
      source: shown.source,
      cue: shown.cue,
      content: shown.content,
      proposal,
      ...(statement ? { statement } : {}),
    };
  });
  const others = [...byId.values()].map(
    (statement): Mark => ({
      id: statement.id,
      state: 'accepted',
      speakerName: speakerOf(statement),
      source: statement.source,
      cue: statement.cue,
      content: statement.content,
      statement,
    }),
  );
  const startOf = ({ content }: Mark): number => content[0]?.start ?? Number.MAX_SAFE_INTEGER;
  return [...proposed, ...others].sort((a, b) => startOf(a) - startOf(b));
}

function speakerOf({ speaker, speakerName }: Pick<Proposal, 'speaker' | 'speakerName'>): string {
  return speaker?.name ?? speakerName ?? nobody;
}

/** Each speaker's letter and colour, in the order in which they come in the text. */
export function castOf(marks: readonly Mark[]): Map<string, { letter: string; colour: number }> {
  const cast = new Map<string, { letter: string; colour: number }>();
  for (const { speakerName } of marks) {
    if (cast.has(speakerName)) continue;
    const place = cast.size;
    const letter = String.fromCharCode(65 + (place % 26)) + (place < 26 ? '' : String(Math.floor(place / 26)));
    cast.set(speakerName, { letter, colour: place % 8 });
  }
  return cast;
}

export interface Piece extends Span {
  text: string;
  /** What is said here: the one that is chosen, else the shortest. */
  mark?: Mark;
  role?: 'source' | 'cue' | 'content';
  /** Its content begins here. */
  begins: boolean;
}

/** A paragraph cut where marks begin and end. `from` is where it begins in the text. */
export function piecesOf(paragraph: string, from: number, marks: readonly Mark[], chosen: string | undefined): Piece[] {
  const to = from + paragraph.length;
  const found = marks
    .filter(({ state }) => state !== 'rejected')
    .flatMap((mark) =>
      (['content', 'source', 'cue'] as const).flatMap((role) =>
        mark[role]
          .filter(({ start, end }) => start < to && end > from)
          .map((span) => ({ mark, role, start: Math.max(span.start, from), end: Math.min(span.end, to) })),
      ),
    );
  const cuts = [...new Set([from, to, ...found.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const weight = ({ mark, start, end }: (typeof found)[number]): number => (mark.id === chosen ? 0 : end - start);
  return cuts.slice(0, -1).map((start, place) => {
    const end = cuts[place + 1] as number;
    const [top] = found.filter((each) => each.start <= start && each.end >= end).sort((a, b) => weight(a) - weight(b));
    const begins = top?.role === 'content' && top.mark.content[0]?.start === start;
    return {
      start,
      end,
      text: paragraph.slice(start - from, end - from),
      begins,
      ...(top ? { mark: top.mark, role: top.role } : {}),
    };
  });
}
