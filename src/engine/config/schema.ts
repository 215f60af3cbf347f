/** A config's shape, read off the registries. */
import { z } from '../zod.ts';
import { defaultsOf, type Parameter, type Parameters, type Value } from '../parameters.ts';
import type { Entry, Registry } from '../registry.ts';
import { CONFIG_VERSION, type RunConfig } from './config.ts';
import { GROUPS } from './groups.ts';
import { REGISTRIES, SETS } from './registries.ts';

/** No line that any parameter reads is as long. */
const LONGEST_LINE = 1000;

/** What a parameter may be, as a schema. */
function schemaOf(p: Parameter): z.ZodType {
  if (p.kind === 'flag') return z.boolean().default(p.default);
  if (p.kind === 'choice') return z.enum(p.choices.map((c) => c.value) as [string, ...string[]]).default(p.default);
  if (p.kind === 'line') {
    const canonical = (typed: string): string => {
      const read = p.parse(typed);
      return read.ok ? read.value : typed;
    };
    return z
      .string()
      .max(LONGEST_LINE)
      .overwrite(canonical)
      .refine((typed) => p.parse(typed).ok)
      .default(p.default);
  }
  // Adding 0 makes -0 what it is: a link could not tell them apart.
  let value = z
    .number()
    .min(p.min)
    .max(p.max)
    .overwrite((x) => x + 0);
  if (p.integer) value = value.int();
  const checked = p.valid === undefined ? value : value.refine(p.valid);
  return (p.word === undefined ? checked : z.union([checked, z.literal(p.word)])).default(p.default as never);
}

const schemas = new WeakMap<Parameter, z.ZodType>();

/** A value as a parameter takes it; undefined where it may not have it. */
export function taken(p: Parameter, value: unknown): Value | undefined {
  if (value === undefined) return undefined;
  const made = schemas.get(p) ?? schemaOf(p);
  schemas.set(p, made);
  return made.safeParse(value).data as Value | undefined;
}

/** Whether a value is one that a parameter may have. */
export const fits = (p: Parameter, value: unknown): boolean => taken(p, value) !== undefined;

/** What a set of parameters may be. Each takes its default where it is missing. */
export function objectOf(parameters: Parameters): z.ZodObject {
  return z.strictObject(Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, schemaOf(p)])));
}

function sectionSchema(registry: Registry<Entry>): z.ZodType {
  const variants = registry.entries.map((entry) => objectOf(entry.parameters).extend({ id: z.literal(entry.id) }));
  const [first] = registry.entries as [Entry, ...Entry[]];
  return z
    .discriminatedUnion('id', variants as unknown as [(typeof variants)[number], ...typeof variants])
    .default({ id: first.id, ...defaultsOf(first.parameters) } as never);
}

function setSchema(registry: Registry<Entry>): z.ZodType {
  return z.strictObject(Object.fromEntries(registry.entries.map(({ id, parameters }) => [id, objectOf(parameters).prefault({})]))).prefault({});
}

let cachedSchema: z.ZodType | null = null;

/** The schema of a whole config. */
export function schema(): z.ZodType {
  cachedSchema ??= z.strictObject({
    version: z.literal(CONFIG_VERSION),
    ...Object.fromEntries(Object.entries(REGISTRIES).map(([name, registry]) => [name, sectionSchema(registry as Registry<Entry>)])),
    init: objectOf(GROUPS.init).prefault({}),
    constraint: objectOf(GROUPS.constraint).prefault({}),
    // Before there was adversarial training, it stood as null.
    adversarial: z.preprocess((value) => value ?? {}, objectOf(GROUPS.adversarial)).prefault({}),
    ...Object.fromEntries(Object.entries(SETS).map(([name, registry]) => [name, setSchema(registry)])),
    milestones: objectOf(GROUPS.milestones).prefault({}),
    ...objectOf(GROUPS['']).shape,
  });
  return cachedSchema;
}

/** Every field at its default. */
export function defaultConfig(): RunConfig {
  return schema().parse({ version: CONFIG_VERSION }) as RunConfig;
}
