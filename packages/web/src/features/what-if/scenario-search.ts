import type { Scenario } from '../../api/commitments.ts';

/** Two scenarios side by side, as an address has them: those of the second carry a `2`. */
export type ScenarioSearch = Scenario & { member2?: string; place2?: string; line2?: string };
