/** The lenses of the page, in the order of their tabs. A further lens is one file, or a folder where it is large, and one line here. */
import { attention } from './attention/index.ts';
import { adversarial } from './adversarial/index.ts';
import { ablation } from './ablation/index.ts';
import { circles } from './circles/index.ts';
import { complexity } from './complexity/index.ts';
import { compare } from './compare/index.ts';
import { dataSize } from './dataSize/index.ts';
import { knows } from './knows/index.ts';
import { landscape } from './landscape/index.ts';
import type { Lens } from './lens.ts';
import { lossPlane } from './lossPlane/index.ts';
import { neurons } from './neurons/index.ts';
import { plane } from './plane/index.ts';
import { regions } from './regions/index.ts';
import { why } from './why/index.ts';

export const LENSES: readonly Lens[] = [
  knows,
  landscape,
  lossPlane,
  dataSize,
  plane,
  circles,
  neurons,
  attention,
  ablation,
  adversarial,
  regions,
  complexity,
  why,
  compare,
];
