import { projection } from '../../ui/map/world.ts';

const [x = 0, y = 0] = projection([42, 36]) ?? [];

/** Where most of what is drawn lies: the eye begins between Europe and Afghanistan. */
export const betweenEuropeAndAsia = { x, y, zoom: 2 };
