import type { Party, Quantity, Signal, SignalKind } from '@entente/positions';

type NameOf = (identity: string, called?: string) => { readonly name: string };

/** What each kind of signal is called where there is no colour to tell it. */
export const signalNames: Readonly<Record<SignalKind, string>> = {
  contradiction: 'Contradiction',
  divided: 'Divided within',
  reversal: 'Reversal',
  shift: 'Shift',
  clarification: 'Clarification',
  numbers: 'Numbers disagree',
  assessment: 'Assessment against claim',
  lapse: 'Lapse',
  silence: 'Silence',
};

/** A signal in one English sentence, over names that its reader may know. */
export function signalSentence({ kind, parties, subject }: Signal, nameOf: NameOf): string {
  const principal = (party: Party): string =>
    nameOf(party.principal, party.holder === party.principal ? party.name : undefined).name;
  const person = (party: Party): string => {
    const name = nameOf(party.holder, party.name).name;
    const office = party.office === undefined ? '' : ` (${party.office})`;
    return party.holder === party.principal ? name : `${name}${office}, for ${principal(party)},`;
  };
  const voice = (party: Party): string => {
    const name = nameOf(party.holder, party.name).name;
    return party.office === undefined ? name : `${name} (${party.office})`;
  };
  const [first, second] = parties;
  if (first === undefined) return '';
  switch (kind) {
    case 'contradiction': {
      const side = (sign: number): string =>
        listOf([...new Set(parties.filter((each) => each.side === sign).map(principal))]);
      return `${side(1)} for it, ${side(-1)} against.`;
    }
    case 'divided': {
      const side = (sign: number): string => listOf(parties.filter((each) => each.side === sign).map(voice));
      return `Within ${principal(first)}: ${side(1)} for it, ${side(-1)} against.`;
    }
    case 'reversal':
    case 'shift':
      return `${person(first)} went from “${degreeWords(first)}” to “${degreeWords(second ?? first)}”${kind === 'reversal' ? ', across the middle' : ''}.`;
    case 'clarification': {
      const later = second ?? first;
      const under = later.condition === undefined ? '' : `, on the condition: ${later.condition}`;
      return `For ${principal(later)}, ${voice(later)} narrowed what ${first.holder === later.holder ? 'was said before' : `${voice(first)} had said`}${under}.`;
    }
    case 'numbers':
      return `About “${subject}”: ${listOf(parties.map((each) => `${person(each)} says ${quantityWords(each.quantity)}`))}.`;
    case 'assessment': {
      const side = (sign: number): string =>
        listOf(parties.filter((each) => Math.sign(each.side ?? 0) === sign).map(voice));
      const sign = first.side ?? 1;
      return `Assessed ${sign > 0 ? 'to be so' : 'not to be so'} by ${side(sign)}, against ${side(-sign)}.`;
    }
    case 'silence':
      return `Asked, and without a position: ${listOf(parties.map(principal))}.`;
    case 'lapse':
      return `“${subject}”, which ${voice(first)} announced, was due by ${first.day}, and nothing was heard of it.`;
  }
}

const degrees = ['strongly against', 'against', 'undecided', 'for', 'strongly for'] as const;

/** A place on the scale, in words. */
export function degreeWords({ degree = 0, condition }: Party): string {
  return `${degrees[degree + 2]}${condition === undefined ? '' : ', on a condition'}`;
}

function quantityWords(quantity: Quantity | undefined): string {
  if (quantity === undefined) return '?';
  const { value, bound, measure } = quantity;
  const number = measure === 'share' ? `${Math.round(value * 1000) / 10} %` : value.toLocaleString('en-US');
  return bound === 'exact' ? number : `${bound} ${number}`;
}

/** "A, B and C"; beyond six, how many more. */
function listOf(names: readonly string[]): string {
  if (names.length > 6) return `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
