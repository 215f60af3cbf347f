/** The lens for a paper, in the form that its data has. */
import type { DrawLens } from '../lens.ts';
import { draw as drawExamples } from '../examples/figure.ts';
import { drawTable } from './tableFigure.ts';
import { drawScatter } from './scatterFigure.ts';
import { isValued } from './valued.ts';
import { isTable } from './view.ts';

export const draw: DrawLens = (scope) => {
  const { page, run } = scope;
  const config = run?.config ?? page.config.store.getState().config;
  if (isTable(config)) return drawTable(scope);
  return isValued(config) ? drawScatter(scope) : drawExamples(scope);
};
