import type { Series } from '../../engine/runfile/series.ts';

/** The curves that the reader wants. */
export const chosen = (curves: readonly Series[], keys: ReadonlySet<string>): Series[] => curves.filter(({ key }) => keys.has(key));
