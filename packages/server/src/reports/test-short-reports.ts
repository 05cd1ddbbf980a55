import type { Opinion, SignalKind } from '@entente/positions';

/** What a short report is known to say. */
export type KnownStatement = {
  /** Words of its content, by which it is found. */
  readonly words: string;
  readonly speaker: string;
  readonly kind: string;
  readonly office?: string;
  /** The member for whom he speaks, or which he is. */
  readonly member?: string;
  readonly said?: string;
  readonly negated?: boolean;
  readonly hedged?: boolean;
  readonly form?: 'direct' | 'indirect' | 'mixed';
  /** Value, bound, and what is counted. */
  readonly number?: readonly [value: number, bound: string, of?: string];
  readonly time?: readonly [from: string, to: string];
  /** The claim it is about, and what it says of it. */
  readonly on?: readonly [claim: string, stance: Opinion];
  /** What a person knows better, before he accepts it. */
  readonly corrected?: { readonly said?: string; readonly member?: string };
};

/** A text in the manner of one kind of publisher, and everything that must come of it. Places and people are made up. */
export type ShortReport = {
  readonly about: string;
  readonly text: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly statements: readonly KnownStatement[];
  readonly claims?: Readonly<Record<string, string>>;
  readonly positions?: readonly (readonly [principal: string, claim: string, opinion: Opinion])[];
  readonly signals?: readonly (readonly [kind: SignalKind, claim: string])[];
};

/** Members of the coalition beside those of every test. */
export const shortReportMembers = 'Canada|Denmark|Estonia|Germany|Greece|Hungary|Iceland|Italy|Japan|Kenya|Morvania|NATO|Poland|Qatar|Sweden|Turkey|United States|Zambia'.split('|'); // biome-ignore format: one list

export const shortReports: readonly ShortReport[] = [
  {
    about: 'an advisory of a sharing community',
    text: `Harbour ISAC: two members report intrusions into berth planning systems

2031-05-14

The Harbour ISAC warned its members on Wednesday that the Copper Heron group may be using stolen vendor accounts to reach berth planning systems.

"We have seen the same loader at three terminals," said Marit Solheim, head of threat analysis at the Harbour ISAC. "We do not believe that cargo data was taken."

Norway's National Cyber Security Centre assessed that the group is likely to return within weeks. Rotterdam Terminals denied that any of its systems had been breached.

A spokesman for the Danish Maritime Authority, Lars Holm, declined to say how many ports were affected.`,
    facts: { dated: '2031-05-14', language: 'en' },
    statements: [
      { words: 'stolen vendor accounts', speaker: 'Harbour ISAC', kind: 'warned', hedged: true, said: '2031-05-14' },
      { words: 'same loader', speaker: 'Marit Solheim', kind: 'said', form: 'direct', number: [3, 'exact', 'terminals'] },
      { words: 'likely to return', speaker: 'Norway’s National Cyber Security Centre', kind: 'assessed', hedged: true },
      { words: 'systems had been breached', speaker: 'Rotterdam Terminals', kind: 'denied' },
      { words: 'how many ports', speaker: 'Lars Holm', kind: 'declined', member: 'Denmark', office: 'spokesman for the Danish Maritime Authority' },
    ], // biome-ignore format: one line each
  },
  {
    about: 'a local paper on the police',
    text: `POLICE SEEK WITNESSES AFTER WAREHOUSE RAID

By Tom Okoro, Northern Echo

LEEDS, England, March 9, 2032 - Detectives have asked drivers who used the ring road on Sunday night to hand over dashcam footage.

Chief Inspector Sarah Malik said 14 people were arrested and about 300 kilograms of fentanyl were seized. "This was not a local gang," she told reporters.

Malik promised that patrols would be doubled by the end of the month. But a lawyer for one of the men, David Crane, accused the police of raiding the wrong building.

The Police Federation rejected the accusation.`,
    facts: { byline: 'Tom Okoro', publisher: 'Northern Echo', place: 'LEEDS, England', dated: '2032-03-09' },
    statements: [
      { words: 'dashcam footage', speaker: 'Detectives', kind: 'asked', time: ['2032-03-07', '2032-03-07'] },
      { words: '14 people were arrested', speaker: 'Sarah Malik', kind: 'said', office: 'Chief Inspector', number: [14, 'exact', 'people'] },
      { words: 'local gang', speaker: 'Sarah Malik', kind: 'said', form: 'direct' },
      { words: 'patrols would be doubled', speaker: 'Sarah Malik', kind: 'promised', time: ['2032-03-09', '2032-03-31'] },
      { words: 'raiding the wrong building', speaker: 'David Crane', kind: 'accused' },
      { words: 'the accusation', speaker: 'Police Federation', kind: 'rejected' },
    ], // biome-ignore format: one line each
  },
  {
    about: 'a wire on sanctions',
    text: `BRUSSELS (Continental Wire) - The European Commission proposed on 4 June 2031 a ban on insuring tankers that carry Veldoran oil above $60 a barrel.

Germany supports the ban, Finance Minister Jonas Adler said on Tuesday. "We want it in force before the winter," he added.

Hungarian Foreign Minister Katalin Szabo said Budapest would veto any measure that raises fuel prices. Her Polish counterpart, Marek Wolski, urged Hungary to drop its objections.

Greece has not decided whether it will join, a Greek diplomat said on condition of anonymity.`,
    facts: { place: 'BRUSSELS', publisher: 'Continental Wire' },
    claims: { insurance: 'The insuring of tankers with Veldoran oil should be banned.' },
    statements: [
      { words: 'a ban on insuring', speaker: 'European Commission', kind: 'suggested', said: '2031-06-04', number: [60, 'over', '$'] },
      { words: 'the ban', speaker: 'Germany', kind: 'supported', member: 'Germany', on: ['insurance', 'agree'] },
      { words: 'before the winter', speaker: 'Jonas Adler', kind: 'said', office: 'Finance Minister', form: 'direct' },
      { words: 'would veto', speaker: 'Katalin Szabo', kind: 'said', member: 'Hungary', office: 'Hungarian Foreign Minister', on: ['insurance', 'disagree'] },
      { words: 'drop its objections', speaker: 'Marek Wolski', kind: 'urged', member: 'Poland', on: ['insurance', 'agree'] },
      { words: 'Greece has not decided', speaker: 'Greek diplomat', kind: 'said', member: 'Greece' },
    ], // biome-ignore format: one line each
    positions: [
      ['Germany', 'insurance', 'agree'],
      ['Hungary', 'insurance', 'disagree'],
      ['Poland', 'insurance', 'agree'],
    ],
    signals: [['contradiction', 'insurance']],
  },
  {
    about: 'an aid agency',
    text: `UN says half of Tamara valley needs food aid

GENEVA, 11 Nov 2030 (Relief News) — The World Food Programme said on Monday that roughly half of the 80,000 people in the Tamara valley need food aid.

"Without trucks we cannot reach them before the snow," said its country director, Amina Yusuf.

Japan pledged $25 million, and Canada promised to send two field hospitals next month. The government in Tamara denied that it had blocked convoys.

"No convoy has been stopped," Interior Minister Rafiq Dello insisted.`,
    facts: { place: 'GENEVA', publisher: 'Relief News', dated: '2030-11-11' },
    statements: [
      { words: 'need food aid', speaker: 'World Food Programme', kind: 'said', said: '2030-11-11', number: [0.5, 'about', 'people'] },
      { words: 'before the snow', speaker: 'Amina Yusuf', kind: 'said', office: 'country director' },
      { words: '$25 million', speaker: 'Japan', kind: 'promised', member: 'Japan', number: [25_000_000, 'exact', '$'] },
      { words: 'field hospitals', speaker: 'Canada', kind: 'promised', member: 'Canada', time: ['2030-12-01', '2030-12-31'] },
      { words: 'blocked convoys', speaker: 'government in Tamara', kind: 'denied' },
      { words: 'No convoy', speaker: 'Rafiq Dello', kind: 'argued', office: 'Interior Minister' },
    ], // biome-ignore format: one line each
  },
  {
    about: 'one ministry against its own border guard',
    text: `Border chief contradicts minister on crossings

Interior Minister Elena Costa told parliament on Thursday, 12 September 2030, that the northern border is closed.

"Nobody has crossed since Monday," Costa said.

But Colonel Andrei Popa, the commander of the border guard, acknowledged that at least 40 people had crossed on Tuesday night. "We do not have enough men," he said.

Costa's ministry later clarified that the minister was referring only to road crossings.`,
    facts: {},
    claims: { closed: 'The northern border is closed.' },
    statements: [
      { words: 'northern border is closed', speaker: 'Elena Costa', kind: 'said', said: '2030-09-12', corrected: { member: 'Morvania' }, on: ['closed', 'strongly-agree'] },
      { words: 'Nobody has crossed', speaker: 'Elena Costa', kind: 'said', time: ['2030-09-09', '2030-09-09'] },
      { words: 'at least 40 people', speaker: 'Andrei Popa', kind: 'agreed', office: 'commander of the border guard', number: [40, 'at least', 'people'], corrected: { member: 'Morvania', said: '2030-09-12' }, on: ['closed', 'disagree'] },
      { words: 'enough men', speaker: 'Andrei Popa', kind: 'said' },
      { words: 'road crossings', speaker: 'Elena Costa’s ministry', kind: 'clarified' },
    ], // biome-ignore format: one line each
    signals: [['divided', 'closed']],
  },
  {
    about: 'a withdrawal that the cabinet is divided over',
    text: `OTTAWA, 2 February 2031 -- Prime Minister Claire Dubois has ordered the withdrawal of 150 trainers from Morvania, her office announced Friday.

Defence Minister Paul Singh opposed the move, according to two officials. "He believes it is far too early," one of them said.

Opposition leader Grant Moss called the decision "a gift to the militias".

Morvanian President Idris Kane thanked Canada and asked it to reconsider. His spokeswoman, Fatou Ba, said that talks would resume in March.`,
    facts: { place: 'OTTAWA', dated: '2031-02-02' },
    claims: { trainers: 'Canada should bring its trainers home from Morvania.' },
    statements: [
      { words: '150 trainers', speaker: 'Claire Dubois’ office', kind: 'announced', said: '2031-01-31', number: [150, 'exact', 'trainers'] },
      { words: 'the move', speaker: 'Paul Singh', kind: 'rejected', member: 'Canada', office: 'Defence Minister', on: ['trainers', 'disagree'] },
      { words: 'gift to the militias', speaker: 'Grant Moss', kind: 'called', form: 'mixed' },
      { words: 'reconsider', speaker: 'Idris Kane', kind: 'asked', member: 'Morvania', on: ['trainers', 'disagree'] },
      { words: 'talks would resume', speaker: 'Fatou Ba', kind: 'said', office: 'spokeswoman' },
    ], // biome-ignore format: one line each
    positions: [
      ['Canada', 'trainers', 'disagree'],
      ['Morvania', 'trainers', 'disagree'],
    ],
    signals: [],
  },
  {
    about: 'mediators',
    text: `Mediators hopeful as Larun talks enter third week

By Nadia Farah | Gulf Dispatch | Doha | 18 August 2032

Qatar's chief mediator, Hassan al-Kuwari, expects a ceasefire in Larun within ten days, he said on Wednesday.

The rebels agreed to release 60 prisoners but refused to give up the airport. "We will never hand over the airport," their negotiator, Yusuf Tal, told Gulf Dispatch.

The Larun government does not want a ceasefire without the airport, a senior official said.

Turkey fears that the fighting could spread, Foreign Minister Emre Kaya told Turkish television on Tuesday.`,
    facts: { byline: 'Nadia Farah', publisher: 'Gulf Dispatch', dated: '2032-08-18' },
    statements: [
      { words: 'within ten days', speaker: 'Hassan al-Kuwari', kind: 'said', member: 'Qatar', said: '2032-08-18', time: ['2032-08-18', '2032-08-28'] },
      { words: '60 prisoners', speaker: 'rebels', kind: 'agreed', number: [60, 'exact', 'prisoners'] },
      { words: 'hand over the airport', speaker: 'Yusuf Tal', kind: 'said', office: 'negotiator' },
      { words: 'fighting could spread', speaker: 'Turkey', kind: 'fears', member: 'Turkey', hedged: true },
    ], // biome-ignore format: one line each
  },
  {
    about: 'notes without byline or date',
    text: `The embassy thinks that the election commission will postpone the vote. Ambassador Ruth Okafor was told by the commission's chairman that the ballots had not arrived.

She does not believe him. "They have had the ballots for a week," she said.

The opposition has asked observers from the African Union to stay until 3 May.`,
    facts: {},
    statements: [
      { words: 'postpone the vote', speaker: 'embassy', kind: 'thinks' },
      { words: 'ballots had not arrived', speaker: 'commission’s chairman', kind: 'said' },
      { words: 'him', speaker: 'Ruth Okafor', kind: 'thinks', negated: true },
      { words: 'had the ballots', speaker: 'Ruth Okafor', kind: 'said', office: 'Ambassador' },
      { words: 'observers from', speaker: 'opposition', kind: 'asked', hedged: false },
    ], // biome-ignore format: one line each
  },
  {
    about: 'numbers that disagree in an outbreak',
    text: `Outbreak contained, ministry says; doctors disagree

LUSAKA, Jan. 20, 2033 (AFP) - Zambia's health ministry said on Thursday that the outbreak had been contained, with fewer than 20 new cases this week.

Dr Grace Mwale, who runs the isolation ward at the Central Hospital, warned that there had been 35 new cases since Monday.

The World Health Organization's regional director, Peter Lindqvist, cautioned that it was too early to lift the travel ban and recommended that schools remain closed.`,
    facts: { agency: 'AFP', place: 'LUSAKA', dated: '2033-01-20' },
    claims: { contained: 'The outbreak has been contained.' },
    statements: [
      { words: 'had been contained', speaker: 'Zambia’s health ministry', kind: 'said', said: '2033-01-20', number: [20, 'under', 'new cases'], time: ['2033-01-17', '2033-01-23'], corrected: { member: 'Zambia' }, on: ['contained', 'agree'] },
      { words: '35 new cases', speaker: 'Grace Mwale', kind: 'warned', number: [35, 'exact', 'new cases'], corrected: { said: '2033-01-20' }, on: ['contained', 'disagree'] },
      { words: 'too early to lift', speaker: 'Peter Lindqvist', kind: 'warned', office: 'regional director' },
      { words: 'schools remain closed', speaker: 'Peter Lindqvist', kind: 'urged' },
    ], // biome-ignore format: one line each
    positions: [['Zambia', 'contained', 'agree']],
    signals: [
      ['numbers', 'contained'],
      ['assessment', 'contained'],
    ],
  },
  {
    about: 'a minister who said otherwise a week before',
    text: `Sweden to keep ban on Lanxin masts

Sweden will keep its ban on masts made by Lanxin, Justice Minister Ola Berg announced at a news conference in Stockholm on March 30, 2031.

"The risk has not gone away," Berg said, adding that the intelligence service had advised the government against any exception.

Lanxin, which denies spying, said it might take the government to court.

A week earlier the same minister had hinted that the ban could be lifted.`,
    facts: { headline: 'Sweden to keep ban on Lanxin masts' },
    claims: { masts: 'Masts made by Lanxin should stay banned.' },
    statements: [
      { words: 'keep its ban', speaker: 'Ola Berg', kind: 'announced', member: 'Sweden', office: 'Justice Minister', corrected: { said: '2031-03-30' }, on: ['masts', 'strongly-agree'] },
      { words: 'risk has not gone away', speaker: 'Ola Berg', kind: 'said', form: 'direct' },
      { words: 'against any exception', speaker: 'Ola Berg', kind: 'said' },
      { words: 'take the government to court', speaker: 'Lanxin', kind: 'said', hedged: true },
      { words: 'could be lifted', speaker: 'Ola Berg', kind: 'suggested', hedged: true, corrected: { said: '2031-03-23' }, on: ['masts', 'disagree'] },
    ], // biome-ignore format: one line each
    positions: [['Sweden', 'masts', 'strongly-agree']],
    signals: [['reversal', 'masts']],
  },
  {
    about: 'an alliance',
    text: `NATO's Secretary General, Ingrid Vos, said Tuesday that allies had agreed to send 4,000 more troops to Estonia.

Estonian Defence Minister Kaarel Tamm welcomed the decision but said 6,000 were needed. Italy will not take part, its ambassador to the alliance told reporters.

Asked about Italy, Vos replied: "Every ally decides for itself."

A U.S. official, who asked not to be named, said Washington would contribute at least 1,500 of the troops.`,
    facts: {},
    claims: { reinforce: 'Allies should send more troops to Estonia.' },
    statements: [
      { words: '4,000 more troops', speaker: 'Ingrid Vos', kind: 'said', member: 'NATO', office: 'Secretary General', number: [4000, 'exact', 'more troops'] },
      { words: 'the decision', speaker: 'Kaarel Tamm', kind: 'supported', member: 'Estonia', on: ['reinforce', 'strongly-agree'] },
      { words: '6,000', speaker: 'Kaarel Tamm', kind: 'said', member: 'Estonia' },
      { words: 'Italy will not take part', speaker: 'Italy’s ambassador to the alliance', kind: 'said', corrected: { member: 'Italy' }, on: ['reinforce', 'disagree'] },
      { words: 'Every ally decides', speaker: 'Ingrid Vos', kind: 'said', form: 'direct' },
      { words: 'Washington would contribute', speaker: 'U.S. official', kind: 'said', member: 'United States', number: [1500, 'at least', 'troops'] },
    ], // biome-ignore format: one line each
    positions: [
      ['Estonia', 'reinforce', 'strongly-agree'],
      ['Italy', 'reinforce', 'disagree'],
    ],
    signals: [['contradiction', 'reinforce']],
  },
  {
    about: 'a national CERT',
    text: `Advisory 2031-17 (TLP:CLEAR)

CERT-FR recommends that operators block the addresses listed below. It believes with moderate confidence that the Grey Lantern operators paid insiders at two hospitals.

The FBI has said that it does not encourage paying a ransom. Hospitals in Lyon said they had refused to pay.

"We won't pay a cent," said the director of Saint-Luc hospital, Pierre Morel.`,
    facts: { headline: 'Advisory 2031-17 (TLP:CLEAR)' },
    statements: [
      { words: 'operators block', speaker: 'CERT-FR', kind: 'urged' },
      { words: 'paid insiders', speaker: 'CERT-FR', kind: 'thinks', number: [2, 'exact', 'hospitals'] },
      { words: 'encourage paying', speaker: 'FBI', kind: 'said' },
      { words: 'refused to pay', speaker: 'Hospitals in Lyon', kind: 'said' },
      { words: 'pay a cent', speaker: 'Pierre Morel', kind: 'said', office: 'director of Saint-Luc hospital' },
    ], // biome-ignore format: one line each
  },
  {
    about: 'a court',
    text: `The Hague - Prosecutors at the International Criminal Court charged former militia leader Josef Danko with war crimes on Friday, 6 October 2034.

Danko's lawyer, Mireille Aubert, said her client denied all the charges and would appear voluntarily.

Kenya said it would not arrest him. "He is a guest of our country," Kenyan government spokesman Daniel Otieno said.

Human rights groups demanded that Kenya hand him over.`,
    facts: {},
    claims: { arrest: 'Kenya should arrest Josef Danko.' },
    statements: [
      { words: 'with war crimes', speaker: 'International Criminal Court', kind: 'accused' },
      { words: 'her client denied', speaker: 'Mireille Aubert', kind: 'said', office: 'lawyer' },
      { words: 'would not arrest him', speaker: 'Kenya', kind: 'said', member: 'Kenya', on: ['arrest', 'strongly-disagree'] },
      { words: 'guest of our country', speaker: 'Daniel Otieno', kind: 'said', member: 'Kenya', office: 'Kenyan government spokesman', form: 'direct' },
      { words: 'hand him over', speaker: 'Human rights groups', kind: 'urged' },
    ], // biome-ignore format: one line each
    positions: [['Kenya', 'arrest', 'strongly-disagree']],
    signals: [],
  },
];
