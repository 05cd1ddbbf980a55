/** Lines that stand around an article and say nothing of it. */
const furniture = [
  /^(?:share(?: this)?(?: on| via)?.{0,40}|listen(?: to (?:this )?article)?|advertise?ment|sponsored|subscribe.{0,60}|sign up.{0,120}|log ?in|follow us.{0,60}|read more:?.{0,160}|read (?:also|next):?.{0,160}|related(?: (?:stories|articles|content|topics))?:?.{0,160}|more on this story.{0,80}|see also:?.{0,160}|watch(?: live)?:.{0,160}|watch (?:the video|more).{0,100}|\d+ min(?:ute)?s? read|\d+ comments?|comments?|print|e-?mail|save|copy link|top stories|most read|trending|skip to .{0,40}|story continues below.{0,60}|continue reading.{0,60}|click here.{0,100}|view comments|this article is more than .{0,20} old|loading\W*|close)$/i,
  /^(?:©|\(c\)|copyright)\s.{0,200}$/i,
  /^.{0,60}\ball rights reserved\b.{0,100}$/i,
  /^our standards:.{0,100}$/i,
  /^(?:(?:press|news|media) release|for immediate release|(?:for )?official use(?: only)?)(?:\s*[-–—|:]\s*(?:for immediate release|for official use))?$/i,
  /^(?:[*#=_~·•-]\s*){3,}$/,
  /^(?:ends?|-\s*30\s*-|###)$/i,
];
const credits = [
  /^\(?(?:additional |with )?(?:reporting|writing|editing|compiled|translat(?:ed|ion)|edited|written|graphics?|production|produced|research)\s+by\s.{2,400}$/i,
  /^(?:—|–|-|\*)?\s*with (?:assistance|reporting|files|contributions?|additional reporting)\s(?:by|from)\s.{2,300}$/i,
  /^.{0,200}\bcontributed (?:to|reporting to|reporting)\b(?:\s+(?:this|the)\s+(?:report|story|article|piece))?.{0,60}$/i,
  /^(?:follow|contact) .{2,60} (?:on (?:twitter|x|facebook)|at).{0,120}$/i,
  /^[a-z]{2,3}(?:-[a-z]{2,4})?\/[a-z]{2,3}(?:\/[a-z]{2,3})?$/,
];

/** Whether a block is none of the article's own text. */
export function isFurniture(text: string): boolean {
  return text.length < 300 && furniture.some((form) => form.test(text));
}

/** Whether a block tells who else worked on the article. */
export function isCredit(text: string): boolean {
  return text.length < 500 && credits.some((form) => form.test(text));
}
