// Common first names, for the gender of a pronoun's antecedent; a name that is on neither list suits both.
const MALE =
  'james john robert michael william david richard joseph thomas charles christopher chris daniel matthew anthony mark donald steven paul andrew kenneth joshua kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam henry nathan douglas zachary peter kyle walter ethan jeremy harold keith roger carl arthur terry lawrence sean austin jesse bryan joe billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell louis philip bobby johnny bradley mike jim bob bill tom steve ted marco jeb ben bernie mitt mitch rand rick newt barack rex jared rudy reince corey lindsey lloyd leon ahmed ali mohammed muhammad mohamed hassan hussein omar abdullah khalid ibrahim yusuf mustafa recep vladimir sergei dmitri emmanuel francois boris angelo luigi jens ban kim shinzo narendra benjamin bashar abdel haider ashraf owen';
const FEMALE =
  'mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori hillary carly ivanka melania kellyanne chelsea huma debbie nikki elise angela theresa federica fatima aisha leila malala condoleezza madeleine samantha susan sally jill tammy donna megyn loretta elena sonia ursula nancy heidi jane tulsi kamala';

const male = new Set(MALE.split(' '));
const female = new Set(FEMALE.split(' '));

/** The gender a first name suggests, where it suggests one. */
export function genderOfFirstName(name: string): 'male' | 'female' | undefined {
  const lower = name.toLowerCase();
  const isMale = male.has(lower);
  if (isMale === female.has(lower)) return undefined;
  return isMale ? 'male' : 'female';
}
