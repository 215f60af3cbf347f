/** Reads a config from anything, and says what is wrong with it. */
import type { z } from 'zod';
import { withoutRepeats, type Problem } from '../problem.ts';
import { type Entry, type Registry } from '../registry.ts';
import { text, type Text } from '../text.ts';
import { checkConfig } from './check.ts';
import type { RegistrySection, RunConfig } from './config.ts';
import { expectedOf, oneOf, UNKNOWN } from './expected.ts';
import { standing } from './fields.ts';
import { migrated, VERSIONS } from './migrate.ts';
import { REGISTRIES } from './registries.ts';
import { schema } from './schema.ts';
import { pathText } from './takePairs.ts';

export type Parsed = { readonly ok: true; readonly config: RunConfig } | { readonly ok: false; readonly problems: readonly Problem[] };

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (v, key) => (typeof v === 'object' && v !== null && Object.hasOwn(v, key) ? (v as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );
}

export const AN_OBJECT = text('an object with the documented fields', '定められた項目を持つオブジェクトにしてください。');
const VERSION = text(`one of ${VERSIONS.join(', ')}, the versions this page reads`, `このページが読める版（${VERSIONS.join(', ')}）のいずれかにしてください。`);

/** What may stand at a path of a config, or of something that wants to be one. */
export function expectedAt(path: string, raw: unknown): Text {
  if (path === 'version') return VERSION;
  const [section = '', name] = path.split('.');
  if (Object.hasOwn(REGISTRIES, section)) {
    const registry: Registry<Entry> = REGISTRIES[section as RegistrySection];
    if (name === 'id') return oneOf(registry.ids);
    const id = at(raw, [section, 'id']);
    const p = typeof id === 'string' ? registry.find(id)?.parameters[name ?? ''] : undefined;
    return p === undefined ? AN_OBJECT : expectedOf(p, at(raw, path.split('.')));
  }
  const field = standing().find((f) => f.path === path);
  return field === undefined ? AN_OBJECT : expectedOf(field.parameter, at(raw, path.split('.')));
}

/**
 * What a schema says against `raw`, in words.
 * @param whole names the raw thing itself. @param expected what a field may be.
 */
export function problemsOf(error: z.ZodError, raw: unknown, whole: string, expected: (field: string) => Text): Problem[] {
  const problems = error.issues.flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ field: pathText([...issue.path, key]), value: at(raw, [...issue.path, key]), expected: UNKNOWN }));
    }
    const field = issue.path.length === 0 ? whole : pathText(issue.path);
    return [{ field, value: at(raw, issue.path), expected: expected(field) }];
  });
  // A value can break several conditions of its field, and they are all told at once.
  return withoutRepeats(problems);
}

/**
 * Reads a config of any version from anything. Missing fields take their defaults; a wrong or unknown one is a problem that names it. Never
 * throws.
 */
export function parseConfig(older: unknown): Parsed {
  const raw = migrated(older);
  const result = schema().safeParse(raw);
  if (!result.success) return { ok: false, problems: problemsOf(result.error, raw, 'config', (field) => expectedAt(field, raw)) };
  const config = result.data as RunConfig;
  const problems = checkConfig(config);
  return problems.length === 0 ? { ok: true, config } : { ok: false, problems };
}
