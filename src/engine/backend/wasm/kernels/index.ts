/** Our kernels by name, bound to the SIMD module: they look up addresses, make the outputs, and make one call each or a few. */
import type { SimdKernels } from '../kernel.ts';
import * as attention from './attention.ts';
import * as convolution from './convolution.ts';
import * as dense from './dense.ts';
import * as folded from './folded.ts';
import * as gather from './gather.ts';
import * as layerNorm from './layerNorm.ts';
import * as losses from './losses.ts';
import * as lstm from './lstm.ts';
import * as parameters from './parameters.ts';
import * as perturbation from './perturbation.ts';
import * as signChanges from './signChanges.ts';

export const simdKernels: SimdKernels = {
  ...attention,
  ...convolution,
  ...dense,
  ...folded,
  ...gather,
  ...layerNorm,
  ...losses,
  ...lstm,
  ...parameters,
  ...perturbation,
  ...signChanges,
};
