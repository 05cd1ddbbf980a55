export type { Brief, BriefItem, BriefSection, BriefTerms, Source } from './brief.ts';
