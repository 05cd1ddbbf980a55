/**
 * How far clocks of nodes may be apart, in milliseconds: so much a wrong time zone makes. Of keys that were stolen the
 * roster says so, whatever date their thief writes, so nothing is lost by bearing with wrong clocks.
 */
export const mostClockSkew: number = 12 * 60 * 60_000;
