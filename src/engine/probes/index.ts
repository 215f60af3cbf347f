import { Registry } from '../registry.ts';
import { confidence } from './confidence.ts';
import { evaluation } from './evaluation.ts';
import { fourier } from './fourier.ts';
import { localComplexity } from './localComplexity.ts';
import { progress } from './progress.ts';
import { robustness } from './robustness.ts';
import { weightNorm } from './weightNorm.ts';

/** In the order of the page's charts. */
export const probes = new Registry('probe', [evaluation, weightNorm, localComplexity, robustness, fourier, progress, confidence]);
