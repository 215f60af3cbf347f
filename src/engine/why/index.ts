/** In the order of the panel. A further reason is one file and one line here. */
import { collapse } from './collapse.ts';
import { data } from './data.ts';
import { dead } from './dead.ts';
import { decay } from './decay.ts';
import { norm } from './norm.ts';
import { rate } from './rate.ts';
import type { Reason } from './reason.ts';

export const REASONS: readonly Reason[] = [decay, data, norm, collapse, dead, rate];
