/** What a run takes of a machine, counted from its config before anything is made. */
import type { RunConfig } from '../config/config.ts';
import { inputWidth, type DatasetShape } from '../data/dataset.ts';
import type { Plan } from '../data/plan.ts';
import { cycleIn } from '../looks/circles/lacks.ts';
import { parameterCount } from '../models/count.ts';
import { models } from '../models/index.ts';
import type { Model } from '../models/model.ts';
import { optimizers } from '../optimizers/index.ts';
import { measuring } from '../probes/measuring.ts';
import { tasks } from '../tasks/index.ts';
import { activeTransforms } from '../transforms/active.ts';
import { indexNumbers, inTurn, kept, NO_WORK, repeated, together, withGradients, withInputGradient, type Work } from './work.ts';

export interface Cost {
  /** One update. */
  readonly step: Work;
  /** The measurements at step 0, when every probe is due. */
  readonly first: Work;
  /** One measurement of each probe that measures, in their order. */
  readonly measurements: readonly Work[];
  /** Bytes of the parameters and of what the optimiser and the transforms keep beside them. */
  readonly state: number;
  /** Most bytes of tensors that are there at once. */
  readonly bytes: number;
}

/** Gradients, and what a rule makes of them on the way to the parameters. */
const UPDATE = 3;

/** Points of the input space that an attack holds: the examples, the move, the slope, and what each becomes. */
const POINTS = 5;
/** The attack and the step behind it hold tensors of different sizes, which do not lend each other their memory. */
const ATTACKED = 1.5;

/** Numbers of examples on the device. */
function held(count: number, shape: DatasetShape, plan: Plan): number {
  const inputs = shape.kind === 'tokens' ? 0 : count * inputWidth(shape);
  const targets = shape.target.kind === 'class' ? count : count * shape.outputs;
  return inputs + targets + indexNumbers(plan);
}

function objectiveWork({ adversarial }: RunConfig, { geometry, work }: Model, count: number): Work {
  if (adversarial.train === 'off') return withGradients(work(count));
  const pass = geometry.work(count, count);
  const inputs = kept(POINTS * count * geometry.dimension);
  const { multiplyAdds, numbers } = inTurn(repeated(adversarial.steps, withInputGradient(pass)), withGradients(pass));
  return together({ multiplyAdds, numbers: ATTACKED * numbers }, inputs);
}

/** @param config a valid one. */
export function costOf(config: RunConfig): Cost {
  const task = tasks.get(config.task.id);
  const [shape, sizes] = [task.shape(config.task), task.sizes(config.task)];
  const model = models.get(config.model.id).create(config.model, shape);
  const optimizer = optimizers.get(config.optimizer.id);
  const count = Math.min(optimizer.batchSize(config.optimizer, sizes.train), sizes.train);

  const parameters = parameterCount(model.parameters);
  const transforms = activeTransforms(config);
  const slots = optimizer.slots.length + transforms.reduce((sum, def) => sum + def.slots.length, 0);
  const step = together(objectiveWork(config, model, count), kept((UPDATE + transforms.length) * parameters));
  const subject = { model, sizes, cycle: cycleIn(config) };
  const measurements = measuring(config).map(({ def, values }) => def.work?.(values, subject) ?? NO_WORK);
  const first = inTurn(...measurements);
  const data = [sizes.train, sizes.val, ...(count < sizes.train ? [count] : [])].reduce((sum, n) => sum + held(n, shape, model.plan(n)), 0);
  const start = optimizer.looksBack(config.optimizer) ? 1 : 0;
  const numbers = (1 + slots + start) * parameters + data + step.numbers + first.numbers;
  return { step, first, measurements, state: 4 * (1 + slots) * parameters, bytes: 4 * numbers };
}
