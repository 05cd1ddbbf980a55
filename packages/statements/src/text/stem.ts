// Irregular forms of verbs that report, decide or believe, and of the auxiliaries; the rest is by rule.
const IRREGULAR = new Map<string, string>(
  (
    'said:say says:say told:tell thought:think knew:know known:know felt:feel wrote:write written:write ' +
    'held:hold saw:see seen:see heard:hear made:make took:take taken:take gave:give given:give ' +
    'swore:swear sworn:swear sought:seek meant:mean understood:understand found:find got:get gotten:get ' +
    'spoke:speak spoken:speak sent:send laid:lay led:lead left:leave went:go gone:go came:come became:become ' +
    'began:begin begun:begin stood:stand brought:bring kept:keep drew:draw drawn:draw ' +
    'forgot:forget forgotten:forget foresaw:foresee chose:choose chosen:choose threw:throw thrown:throw ' +
    'dealt:deal paid:pay sang:sing sung:sing fought:fight met:meet built:build ran:run lost:lose won:win ' +
    'is:be are:be was:be were:be been:be being:be am:be has:have had:have having:have does:do did:do done:do doing:do'
  )
    .split(' ')
    .map((pair): [string, string] => {
      const [form = '', base = ''] = pair.split(':');
      return [form, base];
    }),
);

/** One key for all forms of a lower-case English word ("deny", "denies", "denied"); a key, not always a word. */
export function stem(word: string): string {
  const base = IRREGULAR.get(word) ?? strip(word);
  return base.length > 2 && base.endsWith('e') ? base.slice(0, -1) : base.replace(/i$/, 'y');
}

function strip(word: string): string {
  if (word.length < 4) return word;
  if (word.length > 5 && /[aeiouy].*ing$/.test(word)) return undouble(word.slice(0, -3));
  if (word.endsWith('ied') || word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.endsWith('eed')) return word.length > 4 ? word.slice(0, -1) : word;
  if (word.endsWith('ed')) return undouble(word.slice(0, -2));
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

function undouble(base: string): string {
  return /([bdgmnprt])\1$/.test(base) && base.length > 3 ? base.slice(0, -1) : base;
}
