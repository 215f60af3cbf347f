/** The lens for a paper, in the form that its data has. */
import type { DrawLens } from '../lens.ts';
import { draw as drawExamples } from '../examples/figure.ts';
import { drawTable } from './tableFigure.ts';
import { isTable } from './view.ts';

export const draw: DrawLens = (scope) => {
  const { page, run } = scope;
  return isTable(run?.config ?? page.config.store.getState().config) ? drawTable(scope) : drawExamples(scope);
};
