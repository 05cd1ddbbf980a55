import type { Caption } from '../document.ts';

const maker = "[\\p{L}][\\p{L}\\p{M} .,'’&/|-]{1,80}";
/** Credits in brackets at the end: "(AP Photo/Susan Walsh)", "[Jim Young/Reuters]", "(Photo by X/Getty Images)". */
const bracketed = new RegExp(
  `^(.*?)\\s*[([]((?:(?:File )?(?:AP )?Photos?(?:\\s*(?:by|credit|courtesy of)?:?|/)\\s*|Image:?\\s*|Handout[ /]+|©\\s*)${maker}|${maker}/\\s*(?:AP|AFP|Reuters|REUTERS|Getty|Getty Images|EPA|EFE|Anadolu|AA|dpa|DPA|Xinhua|Bloomberg|TASS|NYT|The New York Times|The Washington Post|Pool|AP Photo|AFP via Getty Images))[)\\]]\\.?$`,
  'u',
);
/** Credits after the caption: "REUTERS/Jim Young", "Photograph: Jim Young/Reuters", "Credit: …". */
const trailing = new RegExp(
  `^(.*?)(?:^|\\s+)((?:REUTERS|AP Photo|AFP|EPA(?:-EFE)?)\\s*/\\s*${maker}(?:/File Photo)?|(?:Photo(?:graph)?s?(?: credit)?|Picture|Pictures|Image(?: source| credit| copyright)?|Credit|Photo by|Foto)\\s*[:,]\\s*${maker}|(?:Getty Images|AFP via Getty Images|Shutterstock)|${maker}\\s*/\\s*(?:Getty Images|AFP|AP|Reuters|EPA))\\.?$`,
  'u',
);
const led =
  /^(?:image caption|caption|photo caption|file photo|file picture|in this (?:file )?(?:photo|image|picture))[:,;]?\s*/i;

/** The caption that a block is: with its credit, or by its own word. */
export function readCaption(text: string): Caption | undefined {
  if (text.length > 700) return undefined;
  for (const form of [bracketed, trailing]) {
    const found = form.exec(text);
    if (found === null) continue;
    const [, caption = '', credit = ''] = found;
    return {
      text: caption.replace(led, '').trim(),
      credit: credit
        .replace(
          /^(?:Photo(?:graph)?s?(?: credit| by)?|Picture|Pictures|Image(?: source| credit| copyright)?|Image|Credit|Foto)\s*[:,]?\s+/i,
          '',
        )
        .trim(),
    };
  }
  return led.test(text) ? { text: text.replace(led, '').trim() } : undefined;
}
