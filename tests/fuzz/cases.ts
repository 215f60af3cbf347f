/** Links, configs and messages as nobody would write them, and some that somebody might. */
import fc from 'fast-check';
import { optionFields } from '../../src/engine/config/settings.ts';
import { statements } from '../../src/engine/config/statements.ts';
import { PRESETS } from '../../src/engine/presets/index.ts';
import { writeLink } from '../../src/engine/link/write.ts';
import { anyLink, BEHIND, REWRITTEN, TRACKED } from '../engine/link/links.ts';

const PATHS = [...new Set([...statements(), ...optionFields].map(({ path }) => path))];
const NASTY = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '',
  '@',
  '@5',
  'version',
  '.',
  '..',
  '%',
  '%00',
  '\u0000',
  '\ud800',
  '‮x',
  '<img src=x onerror=alert(1)>',
];
const VALUES = [
  '',
  '-0',
  'NaN',
  'Infinity',
  '-1',
  '1e400',
  '1e-400',
  '0x10',
  '1,000',
  '1.000',
  '0,01',
  '1/0',
  'full',
  'true',
  '[object Object]',
  'default',
  '%',
  '%E3%81',
  '+',
  '９',
  '1ｅー３',
  'null',
];

const anyText = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PATHS) },
  fc.tuple(fc.nat(2_000_000), fc.constantFrom(...PATHS)).map(([step, path]) => `@${step}.${path}`),
  fc.constantFrom('preset', 'v', 'axis', 'lang', 'kernels', 'version', 'utm_source', 'fbclid'),
  fc.constantFrom(...NASTY),
  fc.array(fc.constantFrom(...NASTY, 'task', 'id', 'lr', 'probes'), { maxLength: 5 }).map((names) => names.join('.')),
  anyText,
  fc.integer({ min: 1, max: 20_000 }).map((length) => 'n'.repeat(length)),
);
const value = fc.oneof(
  fc.constantFrom(...VALUES),
  fc.constantFrom(...PRESETS.map(({ id }) => id)),
  fc.double().map(String),
  fc.integer().map(String),
  anyText,
  fc.integer({ min: 1, max: 20_000 }).map((length) => '9'.repeat(length)),
);
const pairs = fc.array(fc.tuple(name, value), { maxLength: 12 });
/** Percent-encoded, without what cannot be. */
const encoded = (text: string): string => encodeURIComponent(text.replaceAll(/\p{Cs}/gu, ''));
const encoders: readonly ((text: string) => string)[] = [(x) => x, encoded, (x) => encodeURIComponent(encoded(x))];

/** The text of an address behind its «#». */
export const hashes: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(pairs, fc.constantFrom(...encoders), fc.constantFrom('&', '?', '&amp;', ';', '&&'))
    .map(([all, encode, between]) => `#${all.map(([n, v]) => `${encode(n)}=${encode(v)}`).join(between)}`),
  // A good link, changed at one place.
  fc
    .tuple(
      anyLink,
      fc.constantFrom(...Object.values(REWRITTEN)),
      fc.constantFrom(...TRACKED),
      fc.constantFrom(...BEHIND),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(4),
      anyText,
    )
    .map(([link, rewritten, tracked, behind, where, cut, put]) => {
      const whole = rewritten(writeLink(link)) + tracked + behind;
      const at = Math.floor(where * whole.length);
      return whole.slice(0, at) + put + whole.slice(at + cut);
    }),
  anyText,
);

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withTypedArray: true,
  withSparseArray: true,
  maxDepth: 4,
});

/** The same with something else at a path. */
function replaced(whole: unknown, path: readonly string[], put: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return put;
  const inside = typeof whole === 'object' && whole !== null ? (whole as Record<string, unknown>)[first] : undefined;
  const copy: Record<string, unknown> = { ...(whole as object) };
  Object.defineProperty(copy, first, { value: replaced(inside, rest, put), enumerable: true, configurable: true, writable: true });
  return copy;
}

/** Something good with something else at one to three of its places. */
function damaged(good: fc.Arbitrary<unknown>, paths: fc.Arbitrary<readonly string[]>): fc.Arbitrary<unknown> {
  const put = fc.oneof(anything, fc.constantFrom(...VALUES), fc.double(), fc.constant(undefined));
  return fc
    .tuple(good, fc.array(fc.tuple(paths, put), { minLength: 1, maxLength: 3 }))
    .map(([whole, places]) => places.reduce<unknown>((now, [path, x]) => replaced(now, path, x), whole));
}

const presetConfigs = fc.constantFrom(...PRESETS.map(({ config }) => config as unknown));
const configPaths = fc.oneof(
  fc.constantFrom(...PATHS).map((path) => path.split('.')),
  fc.constantFrom(...PATHS).map((path) => path.split('.').slice(0, 1)),
  fc.array(fc.constantFrom(...NASTY, 'task', 'optimizer', 'probes', 'x'), { minLength: 1, maxLength: 3 }),
);

export const configs: fc.Arbitrary<unknown> = fc.oneof(
  anything,
  damaged(presetConfigs, configPaths),
  fc.tuple(presetConfigs, fc.constantFrom(1, 2, 3, '2', null)).map(([config, version]) => ({ ...(config as object), version })),
);

const snapshot = { step: 3, parameters: [new Float32Array(2)], slots: [], heldNorm: null, changes: [], milestones: [] };
const command = fc.tuple(presetConfigs, fc.constantFrom('run', 'control', 'wire'), fc.boolean()).map(([config, type, resumed]) =>
  type === 'run'
    ? {
        type,
        run: 'r',
        config,
        backend: 'auto',
        from: resumed ? snapshot : null,
        told: null,
        plan: [{ step: 3, patch: { 'optimizer.lr': 0.1 } }],
        paused: true,
        until: null,
        terse: false,
      }
    : type === 'control'
      ? { type, run: 'r', control: { type: 'change', patch: { 'optimizer.lr': 0.1 } } }
      : { type, port: null },
);
const commandPaths = fc.oneof(
  fc
    .constantFrom(
      ...'type run config backend from told plan paused until terse control port control.type control.patch control.count from.step from.parameters from.slots from.changes plan.0 plan.0.step told.step'.split(
        ' ',
      ),
    )
    .map((path) => path.split('.')),
  fc.constantFrom(...PATHS).map((path) => ['config', ...path.split('.')]),
  fc.constantFrom(...PATHS).map((path) => ['control', 'patch', path]),
  fc.array(fc.constantFrom(...NASTY, 'control', 'config'), { minLength: 1, maxLength: 3 }),
);

/** What a page might post to its worker, were it not ours. */
export const messages: fc.Arbitrary<unknown> = fc.oneof(anything, damaged(command, commandPaths));
