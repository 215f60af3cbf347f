/**
 * What a landscape's point is kept under. Browsers hold points from the first version of the config on, so a key is written as it was then: the
 * fields there were, in their order, and after them only what has been added since and does not stand at its default.
 */
import { idsOf, valueAt, type RunConfig } from '../config/config.ts';
import { decayPaths } from '../config/decay.ts';
import { fields } from '../config/fields.ts';
import { evaluation } from '../probes/evaluation.ts';

/** Fields, and whole sections, that decide nothing about a point's numbers, or that every point has alike; its scale and its length end the key. */
const WITHOUT: ReadonlySet<string> = new Set(['init.scale', 'constraint.norm', 'steps', 'probes', 'milestones']);
const isWithout = (path: string): boolean => WITHOUT.has(path) || WITHOUT.has(path.split('.')[0] as string);

/** The fields of the first version, whatever entries were chosen. Never changed. */
const FIRST: readonly string[] = [
  ...['id', 'operation', 'p', 'trainFraction', 'split', 'labelNoise', 'trainSize', 'valSize', 'representation'].map((name) => `task.${name}`),
  ...['id', 'layers', 'input', 'embedding', 'depth', 'width', 'heads', 'ffn', 'activation'].map((name) => `model.${name}`),
  ...['layerNorm', 'sequence', 'positions', 'bias', 'init'].map((name) => `model.${name}`),
  'loss.id',
  ...['id', 'lr', 'beta1', 'beta2', 'eps', 'momentum', 'warmup', 'batchSize'].map((name) => `optimizer.${name}`),
  ...['train', 'epsilon', 'stepSize', 'steps', 'randomStart'].map((name) => `adversarial.${name}`),
  'seed',
];

/** A key up to the scale. */
function beforeScale(config: RunConfig): string {
  const logEvery = valueAt(config, `probes.${evaluation.id}.every`);
  const first = FIRST.filter((path) => valueAt(config, path) !== undefined);
  const decays = decayPaths(config);
  const since = fields(idsOf(config)).flatMap(({ path, parameter }) =>
    isWithout(path) || decays.includes(path) || FIRST.includes(path) || valueAt(config, path) === parameter.default ? [] : [path],
  );
  const pairs = [...first, ...since.toSorted()].map((path) => [path, valueAt(config, path)] as const);
  return [['version', 1], ...pairs, ['steps', config.steps], ['logEvery', logEvery]].map(([path, value]) => `${path}=${value}`).join('&');
}

/** What was named last: the points of a row are one another but for the scale. */
let last: { readonly config: RunConfig; readonly before: string } | null = null;

const alike = (a: object, b: object, without: string): boolean => {
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([name, value]) => name === without || (right.has(name) && right.get(name) === value));
};

/** Whether two configs are made of the same objects, but for their scale. */
const sameButScale = (a: RunConfig, b: RunConfig): boolean => alike(a, b, 'init') && alike(a.init, b.init, 'scale');

/** @param config a point's own: at its scale, with its steps, evaluated at evenly spaced ones. */
export function pointKey(config: RunConfig): string {
  const before = last !== null && sameButScale(last.config, config) ? last.before : beforeScale(config);
  last = { config, before };
  return `${before}&alpha=${config.init.scale}`;
}
