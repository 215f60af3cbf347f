/** Every model with every task that it can read, in every one of its options. */
import type { DatasetShape } from '../../src/engine/data/dataset.ts';
import { models } from '../../src/engine/models/index.ts';
import type { ModelDef } from '../../src/engine/models/model.ts';
import type { Value } from '../../src/engine/parameters.ts';
import { exampleOf, type Section } from '../../src/engine/registry.ts';
import type { Rng } from '../../src/engine/rng.ts';
import { tasks } from '../../src/engine/tasks/index.ts';

/** Draws of all options at once, beside every option alone. */
export const DRAWS = 12;

/** Values that a parameter may take: every choice, of a short count (layers) the first three, and of a share its least and its middle. */
function valuesOf({ parameters }: ModelDef, name: string): readonly Value[] {
  const p = parameters[name];
  if (p?.kind === 'choice') return p.choices.map(({ value }) => value);
  if (p?.kind === 'flag') return [true, false];
  if (p?.kind === 'line') return p.suggestions;
  if (p?.scale !== 'linear') return [];
  return p.integer === true ? [p.min, p.min + 1, p.min + 2] : [p.min, (p.min + p.max) / 2];
}

/** The defaults, every option by itself, and options drawn together; of those the ones that go with such data. */
export function sectionsOf(def: ModelDef, shape: DatasetShape, rng: Rng): Section[] {
  const small = exampleOf(def);
  const open = Object.keys(def.parameters).filter((name) => valuesOf(def, name).length > 0);
  const alone = open.flatMap((name) => valuesOf(def, name).map((value) => ({ ...small, [name]: value })));
  const drawn = Array.from({ length: DRAWS }, () => ({
    ...small,
    ...Object.fromEntries(open.map((name) => [name, valuesOf(def, name)[rng.integer(valuesOf(def, name).length)] as Value])),
  }));
  return [small, ...alone, ...drawn].filter((section) => (def.check?.(section, shape) ?? []).length === 0);
}

export const pairs = tasks.entries.flatMap((task) => {
  const shape = task.shape(exampleOf(task));
  return models.entries.filter((def) => def.accepts(shape)).map((def) => ({ task: task.id, model: def.id, shape, def }));
});
