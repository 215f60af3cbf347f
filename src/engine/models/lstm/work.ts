/** What an LSTM's passes take. */
import { kept, linear, together, type Work } from '../../cost/work.ts';
import { GATES, type Architecture } from './architecture.ts';

/** Rows of gates, and of outputs and cells, that a layer keeps. */
function layerWork({ width, length }: Architecture, count: number, whole: boolean): Work {
  const rows = length * count;
  return together(linear(rows, width, GATES * width), kept(2 * (rows + count) * width + (whole ? rows : count) * width));
}

/** The first layer's inputs and all that lies behind them. */
function behindInputs(architecture: Architecture, count: number): Work {
  const { layers, width, length, outputs } = architecture;
  const all = Array.from({ length: layers }, (_, l) => {
    const inputs = l === 0 ? kept(length * count * GATES * width) : linear(length * count, width, GATES * width);
    return together(inputs, layerWork(architecture, count, l < layers - 1));
  });
  return together(...all, linear(count, width, outputs));
}

/** Logits of examples, with what the way back wants to know. */
export function lstmPass(architecture: Architecture, count: number): Work {
  const { vocabulary, embedding, width } = architecture;
  return together(linear(vocabulary, embedding, GATES * width), behindInputs(architecture, count));
}

/** Every gate's pre-activation, and the logits, at points of the input space, of which `distinct` differ for the first linear map. */
export function lstmPoints(architecture: Architecture, rows: number, distinct: number): Work {
  const { length, embedding, width, layers } = architecture;
  const inputs = linear(distinct * length, embedding, GATES * width);
  // Gates are made once to be looked at and once to go on with, and lie position by position and example by example.
  const again = Array.from({ length: layers }, () => together(layerWork(architecture, rows, false), kept(rows * length * GATES * width)));
  return together(inputs, kept(rows * length * (embedding + GATES * width)), behindInputs(architecture, rows), ...again);
}
