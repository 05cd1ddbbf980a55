/** Columns of a ledger as a table: one row an event. The same names are read and written. */
export const sheetColumns = [
  'id',
  'name',
  'kind',
  'by',
  'counterparts',
  'place',
  'region',
  'line',
  'from',
  'until',
  'event',
  'bound',
  'value',
  'low',
  'high',
  'unit',
  'currency',
  'priced_on',
  'share',
  'share_of',
  'share_figure',
  'share_on',
  'reading',
  'said',
  'effective',
  'effective_until',
  'source',
  'confidence',
  'description',
] as const;
export type SheetColumn = (typeof sheetColumns)[number];

/** Which column of a file each of ours is, by its number. */
export type Mapping = { readonly [column in SheetColumn]?: number };

/** Headings as people write them. */
const known: Readonly<Record<string, SheetColumn>> = {
  commitment: 'name',
  title: 'name',
  what: 'kind',
  category: 'kind',
  type: 'kind',
  member: 'by',
  country: 'by',
  donor: 'by',
  who: 'by',
  counterpart: 'counterparts',
  recipient: 'counterparts',
  to: 'counterparts',
  location: 'place',
  where: 'place',
  area: 'place',
  'line of effort': 'line',
  start: 'from',
  end: 'until',
  status: 'event',
  state: 'event',
  amount: 'value',
  quantity: 'value',
  number: 'value',
  minimum: 'low',
  maximum: 'high',
  date: 'said',
  'date said': 'said',
  'date effective': 'effective',
  'effective date': 'effective',
  note: 'description',
  notes: 'description',
  comment: 'description',
};

/** The mapping that headings suggest; the first column of a name counts. */
export function suggestMapping(headings: readonly string[]): Mapping {
  const found: { [column in SheetColumn]?: number } = {};
  headings.forEach((heading, index) => {
    const name = heading.trim().toLowerCase();
    const own = sheetColumns.find((column) => column === name || column === name.replaceAll(' ', '_'));
    const column = own ?? (Object.hasOwn(known, name) ? known[name] : undefined);
    if (column !== undefined && found[column] === undefined) found[column] = index;
  });
  return found;
}
