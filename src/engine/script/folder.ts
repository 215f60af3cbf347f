/**
 * A network to take into Python: weights, examples with the logits that the plain pass gives them in float64, and a program of NumPy and one of
 * PyTorch that compute the same from the weights, and say so.
 */
import { strToU8, zipSync, type Zippable } from 'fflate';
import { inputWidth, type Examples, type ExampleSet } from '../data/dataset.ts';
import { joined, partOf } from '../data/examples.ts';
import type { NetworkAt } from '../looks/look.ts';
import { models } from '../models/index.ts';
import { packArrays, type NamedArray } from '../runfile/npz.ts';
import { tasks } from '../tasks/index.ts';
import { DIALECTS } from './functions.ts';
import { argumentArrays } from './inputs.ts';
import { programName, programOf } from './program.ts';
import { readme } from './readme.ts';

/** Examples of each side that are checked, at most; and numbers in the examples of a side. */
const MOST = 256;
const NUMBERS = 2 ** 19;
/** Multiply-adds of a side's passes, at most: a few seconds; and between two yields. */
const MULTIPLY_ADDS = 1e9;
const BETWEEN = 5e7;
/** Every entry has the same time, so that the same network is the same bytes. */
const TIME = '1980-01-01T12:00:00';

/** Examples that take so many multiply-adds, one at least. */
const passes = ({ model }: NetworkAt, multiplyAdds: number): number => Math.max(1, Math.floor((multiplyAdds * MOST) / model.work(MOST).multiplyAdds));

/** The first of a side. */
function some(network: NetworkAt, side: ExampleSet): Examples {
  const examples = network.dataset[side];
  const room = Math.max(1, Math.floor(NUMBERS / inputWidth(network.dataset.shape)));
  return partOf(examples, 0, Math.min(examples.count, MOST, room, passes(network, MULTIPLY_ADDS)));
}

/** Logits (count, outputs), a few examples at a time. */
function* logitsOf(network: NetworkAt, examples: Examples): Generator<number, Float64Array> {
  const { model, parameters, dataset } = network;
  const { outputs } = dataset.shape;
  const logits = new Float64Array(examples.count * outputs);
  const size = passes(network, BETWEEN);
  for (let first = 0; first < examples.count; first += size) {
    const part = partOf(examples, first, Math.min(first + size, examples.count));
    logits.set(model.forward(parameters, part), first * outputs);
    yield (first + part.count) / examples.count;
  }
  return logits;
}

/** Of these examples, what `check.npz` holds. */
function checked({ dataset: { shape } }: NetworkAt, examples: Examples, train: number, logits: Float64Array): NamedArray[] {
  const { count, targets } = examples;
  return [
    ...argumentArrays(shape, examples),
    { name: 'targets', shape: shape.target.kind === 'class' ? [count] : [count, shape.outputs], values: targets },
    { name: 'train', shape: [count], values: Uint8Array.from({ length: count }, (_, i) => (i < train ? 1 : 0)) },
    { name: 'logits', shape: [count, shape.outputs], values: logits },
  ];
}

/** What network it is, in a line. */
const titleOf = ({ config: { task, model, seed }, step }: NetworkAt): string =>
  `${models.get(model.id).label.en} on «${tasks.get(task.id).label.en}», seed ${seed}, after ${step} updates`;

/**
 * A ZIP of all that; the same network gives the same bytes. Yields the share that is done.
 * @param address what makes the run again
 */
export function* pythonFolder(network: NetworkAt, address: string): Generator<number, Uint8Array> {
  const { model, dataset, parameters, config, step } = network;
  const [train, val] = [some(network, 'train'), some(network, 'val')];
  const examples = joined(train, val);
  const logits = yield* logitsOf(network, examples);
  const described = { title: titleOf(network), shape: dataset.shape, lines: model.script() };
  const weights = model.parameters.map(({ name, shape }, i): NamedArray => ({ name, shape, values: parameters[i] as Float32Array }));
  const files: Zippable = {
    'README.md': strToU8(readme({ title: described.title, examples: examples.count, address })),
    ...Object.fromEntries(DIALECTS.map((dialect) => [programName(dialect), strToU8(programOf(described, dialect))])),
    // Numbers hardly get smaller by being deflated.
    'weights.npz': [packArrays(weights), { level: 0 }],
    'check.npz': packArrays(checked(network, examples, train.count, logits)),
    'config.json': strToU8(`${JSON.stringify({ step, config }, null, 2)}\n`),
  };
  return zipSync(files, { mtime: TIME });
}
