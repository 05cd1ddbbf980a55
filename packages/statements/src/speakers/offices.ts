// Nouns that name an office or a calling, in the singular and lower case.
const OFFICES = new Set(
  (
    'president vice-president premier chancellor minister secretary undersecretary ambassador envoy diplomat consul senator ' +
    'congressman congresswoman representative lawmaker governor mayor councilman councilwoman speaker leader chairman ' +
    'chairwoman chairperson chair chief commander general admiral colonel major captain lieutenant sergeant officer ' +
    'director commissioner administrator spokesman spokeswoman spokesperson adviser advisor aide official judge justice ' +
    'attorney lawyer prosecutor sheriff coordinator monarch king queen prince princess emir sultan pope bishop cardinal ' +
    'archbishop rabbi imam ayatollah professor analyst expert economist strategist pollster manager host anchor reporter ' +
    'correspondent journalist columnist editor author historian candidate nominee frontrunner front-runner billionaire ' +
    'businessman businesswoman developer mogul founder ceo executive treasurer politician activist ' +
    'doctor physician scientist researcher inspector detective constable superintendent negotiator mediator rapporteur ' +
    'counterpart delegate head deputy undersheriff marshal brigadier ombudsman'
  ).split(' '),
);

// Short forms of titles that stand before a name, and what they mean.
const HONORIFICS: Readonly<Record<string, string>> = {
  'Gov.': 'governor',
  'Sen.': 'senator',
  'Sens.': 'senator',
  'Rep.': 'representative',
  'Reps.': 'representative',
  'Gen.': 'general',
  'Lt.': 'lieutenant',
  'Col.': 'colonel',
  'Adm.': 'admiral',
  'Capt.': 'captain',
  'Maj.': 'major',
  'Sgt.': 'sergeant',
  'Pres.': 'president',
  'Prof.': 'professor',
  'Amb.': 'ambassador',
  'Del.': 'delegate',
  'Dr.': 'doctor',
};

const MALE = new Set(
  'mr. mr sir king prince chairman congressman councilman spokesman businessman pope lord father'.split(' '),
);
const FEMALE = new Set(
  'mrs. mrs ms. ms miss dame lady baroness queen princess chairwoman congresswoman councilwoman spokeswoman businesswoman'.split(
    ' ',
  ),
);

/** Words inside an office ("Secretary of State", "Foreign Minister"). */
const INSIDE = new Set(
  'of for the and to foreign prime vice deputy acting former ex assistant interim senior national state defense defence interior treasury homeland security attorney chief executive press white house joint staff supreme special district police city campaign party majority minority house senate republican democratic presidential vice-presidential gubernatorial energy commerce labor labour intelligence education transportation transport government ministry health agriculture fisheries environment trade economy justice information opposition rebel army military navy naval border guard customs cyber regional country'.split(
    ' ',
  ),
);

/** Whether a word names an office, alone or at the end of a compound; plurals are groups, not offices. */
export function isOffice(word: string): boolean {
  return word in HONORIFICS || OFFICES.has(word.toLowerCase());
}

/** Whether a word can stand in the middle of an office. */
export function isInsideOffice(word: string): boolean {
  return INSIDE.has(word.toLowerCase());
}

/** The plain noun of an office word ("Gov." is a governor). */
export function officeNoun(word: string): string {
  return HONORIFICS[word] ?? word.toLowerCase();
}

/** The gender that a title or office states. */
export function genderOfTitle(word: string): 'male' | 'female' | undefined {
  const lower = word.toLowerCase();
  return MALE.has(lower) ? 'male' : FEMALE.has(lower) ? 'female' : undefined;
}

/** Whether a title is nothing but a rank or degree, which is no office. */
export function isRank(title: string): boolean {
  return /^(?:Dr\.?|Prof\.?|Professor|(?:(?:Lieutenant|Lt\.|Major|Maj\.|Brigadier|Brig\.|Vice|Rear|Air|Chief|Detective|Field) )*(?:General|Gen\.|Colonel|Col\.|Admiral|Adm\.|Captain|Capt\.|Major|Maj\.|Lieutenant|Lt\.|Sergeant|Sgt\.|Brigadier|Marshal|Commander|Superintendent|Inspector|Constable|Detective))$/.test(
    title,
  );
}

/** Whether an office is one of speaking for somebody else. */
export function speaksForAnother(office: string): boolean {
  return /\b(?:spokes(?:man|woman|person)|press secretary|attorney for|lawyer for)\b/i.test(office);
}

/** Whether an office is one of state, whose holder speaks for a country. */
export function isOfficeOfState(office: string): boolean {
  return /\b(?:president|premier|chancellor|minister|counterpart|secretary|ambassador|envoy|delegate|general|admiral|commander|king|queen|emir|sultan|spokes(?:man|woman|person)|diplomat|official|government|ministry|chief of staff)\b/i.test(
    office,
  );
}

const PORTFOLIO =
  /\b(?:prime|foreign|interior|home|defen[cs]e|finance|justice|health|energy|trade|agriculture|transport|education|environment|economy|fisheries|labou?r|information|security|intelligence|development|culture|migration|army|navy|air force|police|coast guard|treasury|aid)\b/gi;

/**
 * Whether an office can be the one described: no "interior minister" is the defence minister. Where little else speaks for
 * it (`isDoubtful`), the office must say what the description says.
 */
export function canBeSameOffice(described: string, office: string, isDoubtful: boolean): boolean {
  const [asked, held] = [described, office].map(portfolioOf);
  if (!asked?.length) return true;
  return held?.length ? asked.some((word) => held.includes(word)) : !isDoubtful;
}

function portfolioOf(office: string): readonly string[] {
  return office.toLowerCase().replace('defense', 'defence').match(PORTFOLIO) ?? [];
}

/** Whether a body is part of a state's government, so that what it says is said for the country. */
export function isBodyOfState(name: string): boolean {
  return /\b(?:government|ministry|department|cabinet|presidency|embassy|army|military|navy|air force|armed forces|border guard|coast guard|foreign office)$/i.test(
    name,
  );
}

/** Whether an office is one of a government at home, which its own country's papers name without the country. */
export function isOfficeOfGovernment(office: string): boolean {
  return (
    /^(?:(?:vice|deputy|acting|prime|first|junior)[ -])*(?:president|premier|chancellor|attorney general)$/i.test(
      office,
    ) ||
    /^(?!.*\b(?:former|ex|opposition|shadow|regional|provincial|state)\b)(?:[\w-]+ ){0,4}minister(?: (?:of|for) .+)?$/i.test(
      office,
    ) ||
    /^(?:foreign|home) secretary$|^secretary of \w+(?: for .+)?$/i.test(office) ||
    /^(?:chief of (?:the )?(?:\w+ )?staff|(?:army|navy|air force|military|police|coast guard|border guard) (?:chief|commander|spokes\w+))$/i.test(
      office,
    ) ||
    /^(?:\w+ )?(?:ministry|government) spokes(?:man|woman|person)$/i.test(office)
  );
}
