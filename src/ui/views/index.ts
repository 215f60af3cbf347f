/** The views of the page, from top to bottom; the first is the hero. A further chart is one file and one line here. */
import type { ChartSpec } from '../charts/spec.ts';
import { accuracy } from './accuracy.ts';
import { localComplexity } from './localComplexity.ts';
import { loss } from './loss.ts';
import { weightNorm } from './weightNorm.ts';

export const VIEWS: readonly ChartSpec[] = [accuracy, loss, weightNorm, localComplexity];
