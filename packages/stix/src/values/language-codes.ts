import { describe } from '../validation/describe.ts';
import { checkString } from './scalars.ts';
import type { ValueType } from './value-type.ts';

/** `langtag` and `privateuse` of RFC 5646 section 2.1; longer primary subtags than three letters are not registered. */
const LANGUAGE_TAG = new RegExp(
  '^(?:' +
    '(?<primary>[a-z]{2,3})(?:-[a-z]{3}){0,3}' + // language and extended language
    '(?:-[a-z]{4})?' + // script
    '(?:-(?:[a-z]{2}|[0-9]{3}))?' + // region
    '(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*' + // variants
    '(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*' + // extensions
    '(?:-x(?:-[a-z0-9]{1,8})+)?' +
    '|x(?:-[a-z0-9]{1,8})+)$',
  'i',
);

/** The tags of RFC 5646 section 2.1 that fit no grammar. */
const GRANDFATHERED = new Set(
  (
    'en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu ' +
    'sgn-be-fr sgn-be-nl sgn-ch-de'
  ).split(' '),
);

/** The two-letter primary subtags of the IANA registry, withdrawn ones included. */
const TWO_LETTER_LANGUAGES = new Set(
  (
    'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en ' +
    'eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ' +
    'ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt ' +
    'my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm ' +
    'sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'
  ).split(' '),
);

/** Whether the text is an RFC 5646 language code. Three-letter languages are not looked up: there are thousands. */
export function isLanguageCode(text: string): boolean {
  const match = LANGUAGE_TAG.exec(text);
  if (match === null) return GRANDFATHERED.has(text.toLowerCase());
  const primary = match.groups?.primary;
  return primary === undefined || primary.length !== 2 || TWO_LETTER_LANGUAGES.has(primary.toLowerCase());
}

export const languageCode: ValueType = {
  name: 'string',
  check(value, report) {
    if (checkString(value, report) && !isLanguageCode(value)) {
      const form = 'an RFC 5646 language code such as "en" or "pt-BR"';
      report.refuse('language-code', report.section, `Must be ${form}, not ${describe(value)}.`);
    }
  },
};
