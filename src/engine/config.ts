/**
 * RunConfig: everything that decides a run's curve, as plain JSON. The same object stands in a link, a file, a worker message and behind a
 * command-line flag. Its shape is read off the registries; nothing here knows any entry by name.
 */
import { z } from 'zod';
import { adversarialParameters, type AdversarialValues } from './adversarial/parameters.ts';
import type { Entry, Registry, Section } from './contracts.ts';
import { landscapeParameters, type LandscapeOptions } from './experiments/landscapeOptions.ts';
import { losses } from './losses/index.ts';
import { models } from './models/index.ts';
import { optimizers } from './optimizers/index.ts';
import { choice, defaultsOf, number, type NumberParameter, type Parameter, type Parameters, type Value } from './parameters.ts';
import { probes } from './probes/index.ts';
import type { Problem } from './problem.ts';
import { tasks } from './tasks/index.ts';
import { text, type Text } from './text.ts';

/** Raised when a config of this version would mean something else than before. */
export const CONFIG_VERSION = 1;

export interface RunConfig {
  readonly version: typeof CONFIG_VERSION;
  readonly task: Section;
  readonly model: Section;
  readonly init: { readonly scale: number };
  readonly loss: Section;
  readonly optimizer: Section;
  readonly constraint: { readonly norm: 'free' | 'fixed' };
  readonly adversarial: AdversarialValues;
  /** Parameters of each probe, by probe id. */
  readonly probes: Readonly<Record<string, Readonly<Record<string, Value>>>>;
  /** Accuracies that count as memorised (train) and grokked (validation). */
  readonly milestones: { readonly memorised: number; readonly grokked: number };
  /** The grid of this network's LU landscape; decides nothing about the run itself. */
  readonly landscape: LandscapeOptions;
  readonly seed: number;
  readonly steps: number;
}

/** Sections in which one entry of a registry is chosen, in the order of the form. */
export const REGISTRIES = { task: tasks, model: models, loss: losses, optimizer: optimizers } as const;
export type RegistrySection = keyof typeof REGISTRIES;

/** The section whose entry a path chooses, as 'task.id' does; null for every other path. */
function chosenBy(path: string): RegistrySection | null {
  const [section = '', name, ...rest] = path.split('.');
  return name === 'id' && rest.length === 0 && Object.hasOwn(REGISTRIES, section) ? (section as RegistrySection) : null;
}

const threshold = (label: Text, help: Text): NumberParameter =>
  number({ label, help, default: 0.99, min: 0.01, max: 1, scale: 'linear', step: 0.01, advanced: true });

/** Sections whose parameters are always the same. The empty name holds the fields at the top level. */
export const GROUPS = {
  init: {
    scale: number({
      label: text('init scale', '初期化スケール'),
      symbol: '\\alpha',
      help: text(
        'Multiplies every initial weight. Above 1: memorises at once and groks late; below 1: less delay.',
        '初期の重みすべてに掛ける倍率。1 より大きいとすぐ暗記して遅れてグロッキングし、小さいと遅れが縮みます。',
      ),
      default: 1,
      min: 0.01,
      max: 100,
      scale: 'log',
    }),
  },
  constraint: {
    norm: choice({
      label: text('weight norm', '重みノルム'),
      help: text('Held: after each step all weights are rescaled to the initial norm.', '固定すると、毎ステップ後に重み全体を初期のノルムに戻します。'),
      default: 'free',
      choices: [
        { value: 'free', label: text('free', '自由') },
        { value: 'fixed', label: text('held at its start', '初期値に固定') },
      ],
    }),
  },
  milestones: {
    memorised: threshold(text('memorised at', '暗記とみなす精度'), text('Train accuracy that counts as memorised.', '暗記したとみなす訓練精度。')),
    grokked: threshold(text('grokked at', '汎化とみなす精度'), text('Validation accuracy that counts as grokked.', 'グロッキングしたとみなす検証精度。')),
  },
  adversarial: adversarialParameters,
  landscape: landscapeParameters,
  '': {
    seed: number({
      label: text('seed', '乱数シード'),
      help: text(
        'Same seed, same curve. It decides the split, the initial weights and the batches.',
        '同じシードなら同じ曲線。分割・初期値・バッチを決めます。',
      ),
      default: 17,
      min: 0,
      max: 2147483647,
      scale: 'linear',
      integer: true,
      step: 1,
    }),
    steps: number({
      label: text('steps', 'ステップ数'),
      help: text('Updates until the run ends.', '終了までの更新回数。'),
      default: 5000,
      min: 1,
      max: 1000000,
      scale: 'log',
      integer: true,
    }),
  },
} as const satisfies Record<string, Parameters>;

/** Largest model that a browser tab should be asked to train. */
const MAX_PARAMETERS = 4_000_000;

// ------------------------------------------------------------------------------------------------ describing

function numberText(p: NumberParameter): Text {
  if (p.validText !== undefined) return p.validText;
  const whole = p.integer ?? false;
  const en = `${whole ? 'a whole number' : 'a number'} from ${p.min} to ${p.max}`;
  const ja = `${p.min} から ${p.max} までの${whole ? '整数' : '数'}`;
  return p.word === undefined ? text(en, `${ja}にしてください。`) : text(`${en}, or ${p.word}`, `${ja}か ${p.word} にしてください。`);
}

/** What a parameter may be, as the end of a sentence. */
export function expectedOf(p: Parameter): Text {
  if (p.kind === 'flag') return text('true or false', 'true か false にしてください。');
  if (p.kind === 'choice') return oneOf(p.choices.map((c) => c.value));
  return numberText(p);
}

function oneOf(values: readonly string[]): Text {
  return text(`one of ${values.join(', ')}`, `次のいずれかにしてください: ${values.join(', ')}`);
}

/** One field of a config: where it stands and what describes it. */
export interface Field {
  /** Dotted, for example 'optimizer.lr' or 'probes.localComplexity.radius'. */
  readonly path: string;
  readonly parameter: Parameter;
}

function fieldsOf(prefix: string, parameters: Parameters): Field[] {
  return Object.entries(parameters).map(([name, parameter]) => ({ path: prefix === '' ? name : `${prefix}.${name}`, parameter }));
}

const groupFields = (name: keyof typeof GROUPS): Field[] => fieldsOf(name, GROUPS[name]);

/** A choice of registry entry, seen as a parameter. */
function idParameter(registry: Registry<Entry>): Parameter {
  const [first] = registry.entries as [Entry, ...Entry[]];
  return choice({
    label: text(registry.kind, registry.kind),
    help: first.summary,
    default: first.id,
    choices: registry.entries.map(({ id, label, summary }) => ({ value: id, label, help: summary })),
  });
}

/** Every field that a config with these entries has, in the order of the form. */
export function fields(ids: Readonly<Record<RegistrySection, string>>): Field[] {
  const sections = (Object.keys(REGISTRIES) as RegistrySection[]).flatMap((section) => {
    const registry: Registry<Entry> = REGISTRIES[section];
    const entry = registry.find(ids[section]);
    return [{ path: `${section}.id`, parameter: idParameter(registry) }, ...fieldsOf(section, entry?.parameters ?? {})];
  });
  return [
    ...sections,
    ...groupFields('init'),
    ...groupFields('constraint'),
    ...groupFields('adversarial'),
    ...probes.entries.flatMap((probe) => fieldsOf(`probes.${probe.id}`, probe.parameters)),
    ...groupFields('milestones'),
    ...groupFields('landscape'),
    ...groupFields(''),
  ];
}

/** Every field that any config can have: for help texts and for links. */
export function allFields(): Field[] {
  const seen = new Map<string, Field>();
  for (const [section, registry] of Object.entries(REGISTRIES)) {
    for (const entry of (registry as Registry<Entry>).entries) for (const field of fieldsOf(section, entry.parameters)) seen.set(field.path, field);
  }
  for (const field of fields(idsOf(defaultConfig()))) seen.set(field.path, field);
  return [...seen.values()];
}

export function idsOf(config: Pick<RunConfig, RegistrySection>): Record<RegistrySection, string> {
  return { task: config.task.id, model: config.model.id, loss: config.loss.id, optimizer: config.optimizer.id };
}

/** Reads the value at a dotted path; undefined where there is none. */
export function valueAt(config: RunConfig, path: string): Value | undefined {
  let value: unknown = config;
  for (const name of path.split('.'))
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  return value as Value | undefined;
}

// ------------------------------------------------------------------------------------------------ validating

function schemaOf(p: Parameter): z.ZodType {
  if (p.kind === 'flag') return z.boolean().default(p.default);
  if (p.kind === 'choice') return z.enum(p.choices.map((c) => c.value) as [string, ...string[]]).default(p.default);
  let value = z.number().min(p.min).max(p.max);
  if (p.integer) value = value.int();
  const checked = p.valid === undefined ? value : value.refine(p.valid);
  return (p.word === undefined ? checked : z.union([checked, z.literal(p.word)])).default(p.default as never);
}

function objectOf(parameters: Parameters): z.ZodObject {
  return z.strictObject(Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, schemaOf(p)])));
}

function sectionSchema(registry: Registry<Entry>): z.ZodType {
  const variants = registry.entries.map((entry) => objectOf(entry.parameters).extend({ id: z.literal(entry.id) }));
  const [first] = registry.entries as [Entry, ...Entry[]];
  return z
    .discriminatedUnion('id', variants as unknown as [(typeof variants)[number], ...typeof variants])
    .default({ id: first.id, ...defaultsOf(first.parameters) } as never);
}

let cachedSchema: z.ZodType | null = null;

function schema(): z.ZodType {
  cachedSchema ??= z.strictObject({
    version: z.literal(CONFIG_VERSION),
    ...Object.fromEntries(Object.entries(REGISTRIES).map(([name, registry]) => [name, sectionSchema(registry as Registry<Entry>)])),
    init: objectOf(GROUPS.init).prefault({}),
    constraint: objectOf(GROUPS.constraint).prefault({}),
    // Before there was adversarial training, it stood as null.
    adversarial: z.preprocess((value) => value ?? {}, objectOf(GROUPS.adversarial)).prefault({}),
    probes: z.strictObject(Object.fromEntries(probes.entries.map((probe) => [probe.id, objectOf(probe.parameters).prefault({})]))).prefault({}),
    milestones: objectOf(GROUPS.milestones).prefault({}),
    landscape: objectOf(GROUPS.landscape).prefault({}),
    ...objectOf(GROUPS['']).shape,
  });
  return cachedSchema;
}

export type Parsed = { readonly ok: true; readonly config: RunConfig } | { readonly ok: false; readonly problems: readonly Problem[] };

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (v, key) => (typeof v === 'object' && v !== null && Object.hasOwn(v, key) ? (v as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
}

function expectedAt(path: string, raw: unknown): Text {
  if (path === 'version') return text(`${CONFIG_VERSION}, the version this page writes`, `このページの版 ${CONFIG_VERSION} にしてください。`);
  const [section = '', name] = path.split('.');
  if (Object.hasOwn(REGISTRIES, section)) {
    const registry: Registry<Entry> = REGISTRIES[section as RegistrySection];
    if (name === 'id') return oneOf(registry.ids);
    const id = at(raw, [section, 'id']);
    const p = typeof id === 'string' ? registry.find(id)?.parameters[name ?? ''] : undefined;
    if (p !== undefined) return expectedOf(p);
  }
  const field = fields(idsOf(defaultConfig())).find((f) => f.path === path);
  if (field !== undefined) return expectedOf(field.parameter);
  return text('an object with the documented fields', '定められた項目を持つオブジェクトにしてください。');
}

const UNKNOWN = text('left out: there is no such field here', '取り除いてください。この項目はありません。');

/** Dotted, with "" for a name that is empty. */
function pathText(names: readonly PropertyKey[]): string {
  return names.map((name) => (name === '' ? '""' : String(name))).join('.');
}

function problemsOf(error: z.ZodError, raw: unknown): Problem[] {
  const problems = error.issues.flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ field: pathText([...issue.path, key]), value: at(raw, [...issue.path, key]), expected: UNKNOWN }));
    }
    const field = issue.path.length === 0 ? 'config' : pathText(issue.path);
    return [{ field, value: at(raw, issue.path), expected: expectedAt(field, raw) }];
  });
  // A value can break several conditions of its field, and they are all told at once.
  return problems.filter((problem, i) => problems.findIndex(({ field }) => field === problem.field) === i);
}

/**
 * Reads a config from anything. Missing fields take their defaults; a wrong or unknown one is a problem that names it. Never throws.
 */
export function parseConfig(raw: unknown): Parsed {
  const result = schema().safeParse(raw);
  if (!result.success) return { ok: false, problems: problemsOf(result.error, raw) };
  const config = result.data as RunConfig;
  const problems = checkConfig(config);
  return problems.length === 0 ? { ok: true, config } : { ok: false, problems };
}

const within = (section: string, problems: readonly Problem[]): Problem[] => problems.map((p) => ({ ...p, field: `${section}.${p.field}` }));

/** Entries that fit the data of a section's task. */
function fitting(task: Section, section: 'model' | 'loss'): string[] {
  const shape = tasks.get(task.id).shape(task);
  if (section === 'model') return models.entries.filter(({ reads }) => reads.includes(shape.kind)).map(({ id }) => id);
  return losses.entries.filter(({ compares }) => compares.includes(shape.target.kind)).map(({ id }) => id);
}

/** A model that cannot read the task's inputs, or a loss that cannot compare with its answers. */
function misfitsOf(config: RunConfig): Problem[] {
  return (['model', 'loss'] as const).flatMap((section) => {
    const ids = fitting(config.task, section);
    if (ids.includes(config[section].id)) return [];
    const { label } = tasks.get(config.task.id);
    const expected = text(`one of ${ids.join(', ')} for the task «${label.en}»`, `課題「${label.ja}」では次のいずれかにしてください: ${ids.join(', ')}`);
    return [{ field: `${section}.id`, value: config[section].id, expected }];
  });
}

/** Conditions between fields. Every field alone is known to be valid. */
function checkConfig(config: RunConfig): Problem[] {
  const task = tasks.get(config.task.id);
  const shape = task.shape(config.task);
  const modelDef = models.get(config.model.id);
  const misfits = misfitsOf(config);
  if (misfits.length > 0) return misfits;
  const problems = [...within('task', task.check?.(config.task) ?? []), ...within('model', modelDef.check?.(config.model, shape) ?? [])];
  if (problems.length > 0) return problems;
  const model = modelDef.create(config.model, shape);
  const size = parameterCount(model.parameters);
  if (size > MAX_PARAMETERS) {
    const expected = text(
      `smaller: ${size} parameters are more than the ${MAX_PARAMETERS} a page can train`,
      `もっと小さくしてください。パラメータ数 ${size} は上限 ${MAX_PARAMETERS} を超えます。`,
    );
    problems.push({ field: 'model.width', value: config.model['width'], expected });
  }
  return problems;
}

/** Numbers in a model. */
export function parameterCount(specs: readonly { readonly shape: readonly number[] }[]): number {
  return specs.reduce((sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1), 0);
}

/** Every field at its default. */
export function defaultConfig(): RunConfig {
  return schema().parse({ version: CONFIG_VERSION }) as RunConfig;
}

// ------------------------------------------------------------------------------------------------ changing, linking

/** A config with another entry of a registry: it keeps the parameters that the new entry has too and gives the others their defaults. */
function withEntry(config: RunConfig, section: RegistrySection, id: unknown): RunConfig {
  const registry: Registry<Entry> = REGISTRIES[section];
  const parameters = (typeof id === 'string' ? registry.find(id)?.parameters : undefined) ?? {};
  const old = config[section];
  const kept = Object.keys(parameters).filter((key) => Object.hasOwn(old, key) && fits(parameters[key] as Parameter, old[key]));
  return { ...config, [section]: { ...defaultsOf(parameters), ...Object.fromEntries(kept.map((key) => [key, old[key]])), id } };
}

/** After a new task: the first model and the first loss that fit it, where those at hand do not. */
function adapted(config: RunConfig): RunConfig {
  if (tasks.find(config.task.id) === undefined) return config;
  return (['model', 'loss'] as const).reduce((next, section) => {
    const ids = fitting(config.task, section);
    return ids.includes(next[section].id) ? next : withEntry(next, section, ids[0]);
  }, config);
}

/**
 * A config with the value at a dotted path replaced, unvalidated. Choosing another task also chooses another model or loss where the one
 * at hand cannot do it.
 */
export function withValue(config: RunConfig, path: string, value: unknown): unknown {
  const section = chosenBy(path);
  if (section !== null) {
    const next = withEntry(config, section, value);
    return section === 'task' ? adapted(next) : next;
  }
  const copy = structuredClone(config) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  let target = copy;
  for (const key of keys.slice(0, -1)) {
    const next = Object.hasOwn(target, key) ? target[key] : undefined;
    if (typeof next !== 'object' || next === null) put(target, key, {});
    target = target[key] as Record<string, unknown>;
  }
  put(target, keys.at(-1) as string, value);
  return copy;
}

/** A link may say «__proto__», which must stay data. */
function put(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function fits(p: Parameter, value: unknown): boolean {
  return schemaOf(p).safeParse(value).success;
}

/** The whole config as path=value pairs: the form links and `--set` use. */
export function toPairs(config: RunConfig): [path: string, value: string][] {
  return [['version', String(CONFIG_VERSION)], ...fields(idsOf(config)).map(({ path }): [string, string] => [path, String(valueAt(config, path))])];
}

/** Reads a text as the value that the field expects; the text itself where it does not look like one, so that validation can name it. */
function fromText(p: Parameter | undefined, value: string): unknown {
  if (p?.kind === 'flag') return value === 'true' ? true : value === 'false' ? false : value;
  if (p?.kind === 'number' && value !== p.word && value.trim() !== '' && !Number.isNaN(Number(value))) return Number(value);
  return value;
}

/** A config with path=value pairs applied to it, then validated. Entries are chosen first, whatever the order. Never throws. */
export function withPairs(config: RunConfig, pairs: readonly (readonly [path: string, value: string])[]): Parsed {
  const problems: Problem[] = [];
  const chooses = ([path]: readonly [string, string]): boolean => chosenBy(path) !== null;
  let next: unknown = config;
  const order = Object.keys(REGISTRIES).map((name) => `${name}.id`);
  const choices = pairs.filter(chooses).toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  for (const [path, value] of [...choices, ...pairs.filter((pair) => !chooses(pair))]) {
    if (path === 'version') {
      if (value !== String(CONFIG_VERSION)) problems.push({ field: path, value, expected: expectedAt(path, config) });
      continue;
    }
    const section = chosenBy(path);
    if (section !== null && REGISTRIES[section].find(value) === undefined) {
      problems.push({ field: path, value, expected: oneOf(REGISTRIES[section].ids) });
      continue;
    }
    const current = next as RunConfig;
    const field = fields(idsOf(current)).find((f) => f.path === path);
    next = withValue(current, path, fromText(field?.parameter, value));
  }
  if (problems.length > 0) return { ok: false, problems };
  return parseConfig(next);
}
