/** What a convolutional network's passes take. */
import { kept, linear, together, type Work } from '../../cost/work.ts';
import { numbersOf, placesOf } from '../../ops/grid.ts';
import { handedOn, type Architecture, type Convolution, type Stage } from './architecture.ts';

/** Patches of so many images and their product; `times` is how often its result is kept. */
function convolved(count: number, { from, to }: Convolution, times: number): Work {
  const [rows, inputs] = [count * placesOf(to), from.size ** 2 * from.channels];
  return together(kept(rows * inputs), linear(rows, inputs, to.channels, times));
}

/** Behind the first convolution, up to what a stage hands on. */
function behindFirst(count: number, stage: Stage): Work {
  const { first, blocks, pool } = stage;
  return together(
    ...blocks.flatMap(({ one, two }) => [kept(count * numbersOf(first.to)), convolved(count, one, 2), convolved(count, two, 1)]),
    ...(blocks.length === 0 ? [] : [kept(count * numbersOf(first.to))]),
    ...(pool === null ? [] : [kept(count * numbersOf(handedOn(stage)))]),
  );
}

function denseLayers(count: number, { features, dense, outputs }: Architecture): Work {
  return dense === 0 ? linear(count, features, outputs) : together(linear(count, features, dense, 2), linear(count, dense, outputs));
}

/** Logits of images, with what the way back wants to know. */
export function cnnPass(architecture: Architecture, count: number): Work {
  return together(
    ...architecture.stages.flatMap((stage) => [convolved(count, stage.first, stage.blocks.length === 0 ? 2 : 1), behindFirst(count, stage)]),
    denseLayers(count, architecture),
  );
}

/** Every layer's pre-activations at points of pixel space, of which `distinct` differ for the first convolution. */
export function cnnPoints(architecture: Architecture, rows: number, distinct: number): Work {
  const [first, ...others] = architecture.stages as readonly [Stage, ...Stage[]];
  return together(
    convolved(distinct, first.first, 1),
    kept(2 * rows * numbersOf(first.first.to)),
    behindFirst(rows, first),
    ...others.flatMap((stage) => [convolved(rows, stage.first, 2), behindFirst(rows, stage)]),
    denseLayers(rows, architecture),
  );
}
