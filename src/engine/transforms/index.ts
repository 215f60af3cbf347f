/** What may be made of the gradients before the optimiser follows them, in the order in which it is done. */
import { Registry } from '../registry.ts';
import { clipping } from './clipping.ts';
import { grokfast } from './grokfast.ts';
import { orthogonal } from './orthogonal.ts';
import { penalty } from './penalty.ts';

export const transforms = new Registry('transform', [penalty, grokfast, orthogonal, clipping]);
