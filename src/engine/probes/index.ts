import { Registry } from '../registry.ts';
import { circuit } from './circuit.ts';
import { confidence } from './confidence.ts';
import { deadNeurons } from './deadNeurons.ts';
import { effectiveRank } from './effectiveRank.ts';
import { evaluation } from './evaluation.ts';
import { fourier } from './fourier.ts';
import { gradient } from './gradient.ts';
import { localComplexity } from './localComplexity.ts';
import { progress } from './progress.ts';
import { robustness } from './robustness.ts';
import { sharpness } from './sharpness.ts';
import { weightNorm } from './weightNorm.ts';

/** In the order of the page's charts. */
export const probes = new Registry('probe', [
  evaluation,
  weightNorm,
  localComplexity,
  robustness,
  fourier,
  progress,
  circuit,
  confidence,
  gradient,
  sharpness,
  effectiveRank,
  deadNeurons,
]);
