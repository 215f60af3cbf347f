/** The views of the page, from top to bottom; the first is the hero. A further chart is one file and one line here. */
import type { RunConfig } from '../../engine/config/config.ts';
import type { ChartSpec } from '../charts/spec.ts';
import { accuracy } from './accuracy.ts';
import { localComplexity } from './localComplexity.ts';
import { loss } from './loss.ts';
import { robustness } from './robustness.ts';
import { weightNorm } from './weightNorm.ts';

/** A chart, or what a config makes of it: null where it measures nothing of the kind. */
type View = ChartSpec | ((config: RunConfig) => ChartSpec | null);

const measuredComplexity: View = ({ probes }) => (probes['localComplexity']?.['measure'] === 'off' ? null : localComplexity);

const VIEWS: readonly View[] = [accuracy, loss, weightNorm, measuredComplexity, robustness];

/** The charts of a run with this config. */
export function viewsOf(config: RunConfig): ChartSpec[] {
  return VIEWS.map((view) => (typeof view === 'function' ? view(config) : view)).filter((spec) => spec !== null);
}
