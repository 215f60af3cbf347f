/** The form's groups: which field stands where follows from its path, so that a new entry's fields find their place by themselves. */
import type { RegistrySection } from '../../engine/config/config.ts';
import { fields, sectionOf, type Field } from '../../engine/config/fields.ts';
import type { DatasetShape } from '../../engine/data/dataset.ts';
import { probes } from '../../engine/probes/index.ts';
import { isLeftOff, meaningful } from '../../engine/probes/measuring.ts';

const GROUP_IDS = ['task', 'model', 'init', 'optimizer', 'transforms', 'loss', 'adversarial', 'measurement', 'run', 'other'] as const;
export type GroupId = (typeof GROUP_IDS)[number];

/** Unfolded until a reader folds them: what decides whether and when a network groks. */
export const OPEN_AT_FIRST: ReadonlySet<GroupId> = new Set(['task', 'init', 'optimizer']);

const BY_SECTION: Readonly<Record<string, GroupId>> = {
  task: 'task',
  model: 'model',
  init: 'init',
  constraint: 'init',
  optimizer: 'optimizer',
  transforms: 'transforms',
  loss: 'loss',
  adversarial: 'adversarial',
  probes: 'measurement',
  milestones: 'measurement',
  seed: 'run',
  steps: 'run',
};

/** The group that a field stands in. */
export const groupIdOf = (path: string): GroupId => BY_SECTION[sectionOf(path)] ?? 'other';

export interface GroupOfFields {
  readonly id: GroupId;
  readonly plain: readonly Field[];
  /** Behind «more». */
  readonly advanced: readonly Field[];
}

const isId = (field: Field): boolean => field.path.endsWith('.id');

/** How a probe stands that means something in a config: one that is left off is asked nothing but whether it is to measure. */
export type ProbeStandings = ReadonlyMap<string, 'measures' | 'off'>;

export function standingsOf(config: Parameters<typeof isLeftOff>[1] & Parameters<typeof meaningful>[0]): ProbeStandings {
  return new Map(meaningful(config).map((def) => [def.id, isLeftOff(def, config) ? 'off' : 'measures'] as const));
}

/** The groups of a config with these entries and such data. */
export function groupsOf(ids: Readonly<Record<RegistrySection, string>>, shape: DatasetShape, standings: ProbeStandings): GroupOfFields[] {
  const means = (path: string): boolean => {
    const [section, probe = '', field = ''] = path.split('.');
    if (section !== 'probes') return true;
    const standing = standings.get(probe);
    return standing === 'measures' || (standing === 'off' && Object.hasOwn(probes.get(probe).off ?? {}, field));
  };
  const all = fields(ids).filter(({ path, parameter }) => means(path) && (parameter.appliesTo?.(shape) ?? true));
  return GROUP_IDS.flatMap((id): GroupOfFields[] => {
    const mine = all.filter(({ path }) => groupIdOf(path) === id);
    // A choice of one is no choice.
    const useful = mine.filter(({ path, parameter }) => !(isId({ path, parameter }) && parameter.kind === 'choice' && parameter.choices.length < 2));
    if (useful.length === 0) return [];
    const advanced = useful.filter(({ parameter }) => parameter.advanced === true);
    // A group of nothing but advanced fields needs no second door.
    return [advanced.length === useful.length ? { id, plain: useful, advanced: [] } : { id, plain: useful.filter((f) => !advanced.includes(f)), advanced }];
  });
}
