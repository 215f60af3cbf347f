/** What is done to a run once, at a step: no field of its config, for nothing of it holds afterwards. */
import { number, type Value } from '../parameters.ts';
import type { Entry, Registry } from '../registry.ts';
import { text } from '../text.ts';
import { idsOf, type RunConfig } from './config.ts';
import { fieldAt, fields, fieldsOf, sectionOf, type Field } from './fields.ts';
import { chosenBy, REGISTRIES } from './registries.ts';

/** Every parameter of the network, times a number. */
export const RESCALE = 'weights.scale';

export const ACTS: readonly Field[] = [
  {
    path: RESCALE,
    parameter: number({
      label: text('all weights ×', '重みすべて ×'),
      symbol: '\\alpha',
      help: text(
        'Multiplies every weight once, at this step; the optimiser’s state stays as it is, and a norm that is held is held at its new value.',
        'このステップで一度だけ、すべての重みに掛けます。最適化の内部状態はそのままで、固定したノルムは新しい値に固定されます。',
      ),
      default: 1,
      min: 0.01,
      max: 100,
      scale: 'log',
    }),
  },
];

export const actAt = (path: string): Field | undefined => ACTS.find((act) => act.path === path);

/** What a change may name: a field of the run, of an entry that was chosen on its way, or what is done once. */
export function fieldNamed(config: RunConfig, path: string): Field | undefined {
  const section = sectionOf(path);
  const entries = Object.hasOwn(REGISTRIES, section) ? (REGISTRIES[section as keyof typeof REGISTRIES] as Registry<Entry>).entries : [];
  return actAt(path) ?? fieldAt(idsOf(config), path) ?? entries.flatMap(({ parameters }) => fieldsOf(section, parameters)).find((field) => field.path === path);
}

/** What a change says, field by field in the order of the form; of another entry no more than which. */
export function saidBy(config: RunConfig, patch: Readonly<Record<string, Value>>): (Field & { readonly value: Value })[] {
  const chosen: ReadonlySet<string> = new Set(Object.keys(patch).flatMap((path) => chosenBy(path) ?? []));
  const order = new Map(fields(idsOf(config)).map(({ path }, i) => [path, i]));
  const placeOf = (path: string): number => order.get(path) ?? order.size;
  return Object.entries(patch)
    .toSorted(([a], [b]) => placeOf(a) - placeOf(b))
    .flatMap(([path, value]) => {
      const field = chosenBy(path) === null && chosen.has(sectionOf(path)) ? undefined : fieldNamed(config, path);
      return field === undefined ? [] : [{ ...field, value }];
    });
}
