/** How the plots of the charts come: Recharts is a third of the page's code, and a chart can be read without its grid until it is there. */
import { arriving } from '../parts/arriving.ts';

/**
 * Mounting is the dearest moment, above all the first time, when the browser has yet to compile Recharts. It is therefore done in as many
 * tasks: an empty chart, then one part more in each.
 */
export const PARTS = 4;

export const plots = arriving(() => import('./Plot.tsx'));
