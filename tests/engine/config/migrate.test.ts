/** Configs of every version so far are read, with real ones of each: same fields, same values. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONFIG_VERSION } from '../../../src/engine/config/config.ts';
import { migrated, VERSIONS } from '../../../src/engine/config/migrate.ts';
import { parseConfig } from '../../../src/engine/config/parse.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { version1 } from '../../fixtures/version1.ts';

const cases = version1.map((old, i) => [`${i} ${old.preset}`, old] as const);

test('every version from the first to the newest can be read', () => {
  expect(VERSIONS).toEqual(Array.from({ length: CONFIG_VERSION }, (_, i) => i + 1));
});

describe('version 1', () => {
  test.each(cases)('%s: every field but the landscape’s grid stays what it was', (_, { config }) => {
    const { landscape, ...fields } = config;
    expect(Object.keys(landscape)).toHaveLength(9);
    const parsed = parseConfig(config);
    if (!parsed.ok) throw new Error(parsed.problems.map(({ field }) => field).join());
    expect(parsed.config).toMatchObject({ ...fields, version: CONFIG_VERSION });
    expect(parsed.config).not.toHaveProperty('landscape');
    expect(parseConfig(parsed.config)).toEqual(parsed);
  });

  test('what is wrong in it is still told by name', () => {
    const { landscape: _, ...rest } = version1[0]?.config ?? {};
    const problems = (raw: unknown): string[] => {
      const parsed = parseConfig(raw);
      return parsed.ok ? [] : parsed.problems.map(({ field }) => field);
    };
    expect(problems({ ...rest, seed: -1, nonsense: 1 })).toEqual(['seed', 'nonsense']);
    expect(problems({ ...rest, version: 2, landscape: {} })).toEqual(['landscape']);
    expect(problems({ ...rest, version: 3 })).toEqual(['version']);
  });
});

test('what is migrated is migrated, and nothing else is touched', () => {
  for (const [, { config }] of cases) {
    const once = migrated(config);
    expect(migrated(once)).toBe(once);
    expect(config.version).toBe(1);
  }
  const now = defaultConfig();
  expect(migrated(now)).toBe(now);
  fc.assert(
    fc.property(fc.anything(), (raw) => {
      expect(migrated(migrated(raw))).toEqual(migrated(raw));
      const versioned = typeof raw === 'object' && raw !== null && 'version' in raw;
      expect(versioned || Object.is(migrated(raw), raw)).toBe(true);
    }),
    { numRuns: 200, seed: 1 },
  );
  const hostile: unknown = JSON.parse('{"version":1,"__proto__":{"polluted":1}}');
  expect(Object.keys(migrated(hostile) as object)).toContain('__proto__');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
