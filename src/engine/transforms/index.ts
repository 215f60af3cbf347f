/** What may be made of the gradients before the optimiser follows them, in the order in which it is done. */
import { Registry } from '../registry.ts';
import { clipping } from './clipping.ts';
import { gradientNoise } from './gradientNoise.ts';
import { grokfast } from './grokfast.ts';
import { orthogonal } from './orthogonal.ts';
import { penalty } from './penalty.ts';
import { weightNoise } from './weightNoise.ts';

export const transforms = new Registry('transform', [weightNoise, penalty, grokfast, orthogonal, clipping, gradientNoise]);
