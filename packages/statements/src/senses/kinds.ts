import type { StatementKind } from '../statement.ts';
import { stem } from '../text/stem.ts';

// Reporting, believing, wishing and deciding words by what they do. Later lines win for words on two of them.
const LEXICON: readonly (readonly [StatementKind, string])[] = [
  [
    'said',
    'say tell add note state write tweet remark mention comment speak talk declare recall reply respond answer quip joke post ' +
      'address recount repeat reiterate quote stress emphasize emphasise underscore highlight describe recite chant shout yell ' +
      'observe point elaborate continue conclude begin sing read proclaim pronounce words statement comment speech remark',
  ],
  [
    'thinks',
    'think believe doubt feel consider regard see view deem reckon suppose belief opinion sense figure imagine find trust',
  ],
  ['knows', 'know realize realise understand recognize recognise remember aware learn discover notice forget'],
  [
    'wants',
    'want wish hope desire seek aim intend plan prefer like look push try strive long ambition favor favour intention goal vision',
  ],
  ['expects', 'expect predict anticipate foresee forecast project bet prediction expectation likely'],
  ['fears', 'fear worry concern dread anxious alarm afraid anxiety'],
  ['asked', 'ask question wonder inquire query query'],
  [
    'urged',
    'urge call encourage press appeal plead implore exhort advise recommend beg demand insist lobby request require persuade convince pressure',
  ],
  ['ordered', 'order direct command instruct decree mandate force forbid ban prohibit bar'],
  ['promised', 'promise pledge vow swear guarantee commit assure undertake undertook promise commitment offer'],
  ['decided', 'decide choose vote resolve determine opt rule elect pick select decision nominate appoint'],
  ['announced', 'announce unveil introduce release launch issue reveal disclose publish declare announcement confirm'],
  ['warned', 'warn caution alert warning'],
  ['threatened', 'threaten threat'],
  ['denied', 'deny disavow dispute contradict refute rebut denial disagree'],
  [
    'rejected',
    'reject dismiss oppose resist veto spurn repudiate rebuff renounce object scoff opposition opponent withdraw',
  ],
  ['declined', 'decline refuse refusal abstain'],
  ['agreed', 'agree accept concede acknowledge admit grant concur acquiesce relent admission agreement'],
  [
    'supported',
    'support second back endorse approve champion defend advocate embrace promote favor favour welcome endorsement backing supporter advocate',
  ],
  ['praised', 'praise laud applaud hail commend congratulate thank compliment tout celebrate praise admire credit'],
  [
    'criticised',
    'criticize criticise blast slam condemn denounce decry attack assail deride mock ridicule lambast lambaste bash rip complain ' +
      'lament bemoan knock hit chide rebuke fault criticism complaint disparage scold protest chastise castigate question skeptical regret deplore',
  ],
  ['accused', 'accuse blame charge allege sue accusation allegation'],
  ['argued', 'argue contend maintain insist assert claim reason argument contention assertion'],
  ['clarified', 'clarify explain clear specify correct clarification explanation'],
  ['assessed', 'assess estimate calculate conclude judge assessment evaluate gauge estimation'],
  ['reported', 'report show indicate find document cite accord according suggest survey poll record reportedly'],
  ['called', 'call label dub brand name term characterize characterise compare liken describe portray cast'],
  ['suggested', 'suggest propose imply hint signal float seem appear insinuate suggestion proposal'],
];

const BY_STEM = new Map<string, StatementKind>();
for (const [kind, words] of LEXICON) for (const word of words.split(' ')) BY_STEM.set(stem(word), kind);
// Words that lines above share, and what they mean more often than not.
for (const [word, kind] of [
  ['describe', 'called'],
  ['find', 'assessed'],
  ['conclude', 'assessed'],
  ['demand', 'urged'],
  ['insist', 'argued'],
  ['confirm', 'said'],
  ['question', 'criticised'],
  ['declare', 'said'],
  ['offer', 'promised'],
  ['according', 'said'],
] as const)
  BY_STEM.set(stem(word), kind);

// A particle or preposition can turn the meaning of the cue's verb.
const PHRASES: readonly (readonly [RegExp, StatementKind])[] = [
  [/\bcall(?:s|ed|ing)? (?:for|on|upon)\b/, 'urged'],
  [/\bpoint(?:s|ed|ing)? (?:out|to)\b/, 'said'],
  [/\b(?:speak|spoke|spoken|speaking)s? out against\b|\bpush(?:es|ed|ing)? back\b|\brule[sd]? out\b/, 'rejected'],
  [/\bma[dk](?:e|ing) (?:it )?clear\b/, 'clarified'],
  [/\b(?:is|are|was|were|been) (?:widely )?expected\b/, 'expects'],
  [/\baccording to\b/, 'said'],
  [/\b(?:calls|called|urges|urged) (?:on|upon|for)\b/, 'urged'],
  [/\b(?:declin|refus)(?:e|es|ed|ing) to (?:say|comment|discuss|answer|confirm|give|speak|tell)\b/, 'declined'],
  [
    /\b(?:did|has|have|had|would|will|do|does)(?: not|n['’]t)(?: yet)?(?: immediately)? (?:respond|return|repl|answer|comment|elaborate)\w*|\bcould not be reached\b/,
    'declined',
  ],
  [
    /\b(?:has|have|had|did|would|will|do|does)(?: not|n['’]t)(?: yet)? (?:said|say) (?:whether|if|when|how|who|where|what)\b/,
    'declined',
  ],
  [/\bneither confirm\w* nor den|\b(?:not|n['’]t) confirm\w* or den/, 'declined'],
  [/\b(?:is|are|was|were)(?: also| now)? (?:opposed|against)\b/, 'rejected'],
  [/\b(?:is|are|was|were)(?: also| now)? in favou?r\b/, 'supported'],
  [/\b(?:prepared|ready|willing) to\b/, 'agreed'],
  [/\bunwilling to\b/, 'rejected'],
  [
    /\breserve[sd]? (?:his|her|its|their) (?:pos|judg|view|vote|opin)|\b(?:no (?:position|sides?|stand|view|opinion|comment)|silent)\b/,
    'declined',
  ],
  [/\bsa(?:id|ys|ying) nothing\b|\bn(?:ot|['’]t)(?: yet)? taken? (?:sides|a)\b/, 'declined'],
  [/\b(?:express|voic|rais)\w* (?:\w+ )?(?:reservations?|misgivings|doubts?)\b/, 'criticised'],
  [/\badvis\w+ (?:\w+ )?that\b/, 'said'],
  [/^: to ask\b/, 'asked'],
  [/\bshar(?:e|es|ed) (?:this|that|the|our|their|his|her)\b/, 'agreed'],
];

/** The kind of a cue: its phrase first, else the first of its stems, the head's before the rest, that the list knows. */
export function kindOf(cue: string, headFirstStems: readonly string[]): StatementKind {
  const lower = cue.toLowerCase().replace(/\s+/g, ' ');
  for (const [pattern, kind] of PHRASES) if (pattern.test(lower)) return kind;
  for (const key of headFirstStems) {
    const kind = BY_STEM.get(key);
    if (kind) return kind;
  }
  return 'said';
}

// Kinds of standing against something: their passives are nearly always somebody's stance.
const REFUSALS = new Set<StatementKind>(['rejected', 'denied', 'declined', 'criticised']);

/** What is said by saying that nothing will be. */
export function isNoComment(content: string): boolean {
  return /^\W*no comment\W*$/i.test(content);
}

/** Whether a cue declines by its negation ("did not respond"), which then negates nothing else. */
export function declinesByNot(cue: string): boolean {
  return !/\b(?:declin|refus)/i.test(cue);
}

/** What a stem does, by itself; undefined for what is no such word. */
export function kindOfStem(key: string): StatementKind | undefined {
  return BY_STEM.get(key);
}

/** Whether a stem stands against something, as rejecting and denying do. */
export function isRefusal(key: string): boolean {
  const kind = BY_STEM.get(key);
  return kind !== undefined && REFUSALS.has(kind);
}
