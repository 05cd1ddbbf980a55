export { type ExtractOptions, extractStatements } from './extract-statements.ts';
export { firstFullDate } from './senses/dates.ts';
export type { MemberName } from './speakers/member-of.ts';
export { isBodyOfState } from './speakers/offices.ts';
export * from './statement.ts';
export { type StatementLine, statementsJson } from './statements-json.ts';
export { type QuotedStatement, verifiedStatements } from './verified-statements.ts';
