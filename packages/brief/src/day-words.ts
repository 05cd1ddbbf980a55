const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

/** A day (`2019-02-06`) as people write it: `6 Feb 2019`. Anything else stays as it is. */
export function dayWords(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? day : `${Number(date)} ${name} ${year}`;
}

/** A timestamp of UTC to the minute: `6 Feb 2019, 14:05 UTC`. */
export function momentWords(moment: string): string {
  return `${dayWords(moment.slice(0, 10))}, ${moment.slice(11, 16)} UTC`;
}
