export { initialise } from './coalition/initialise.ts';
export type { Config, Limits } from './config.ts';
export { defaultLimits, readEnvironment } from './config.ts';
export { type Core, createCore } from './core.ts';
export { DataInUse, lockData } from './database/data-lock.ts';
export { openDatabase } from './database/open-database.ts';
export { Problem } from './http/problem.ts';
export { dataFile, type Node, startNode } from './node.ts';
