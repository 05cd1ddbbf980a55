export { type Brief, type BriefItem, type BriefSection, type BriefTerms, type Source } from './brief.ts';
