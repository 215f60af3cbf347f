import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REGISTRIES } from '../../../src/engine/config/registries.ts';
import { withSettingPairs } from '../../../src/engine/config/settings.ts';
import { findPreset, PRESETS } from '../../../src/engine/presets/index.ts';
import type { Preset } from '../../../src/engine/presets/preset.ts';
import { writeLink } from '../../../src/engine/link/write.ts';
import type { Link } from '../../../src/engine/link/link.ts';
import { anyLink, read } from './links.ts';

const plain: Omit<Link, 'settings' | 'basedOn'> = { changes: [], kernels: 'fastest', axis: null, language: null, lens: null, at: null, beside: [] };

test.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s, untouched, has a short link', (id, { config, landscape }) => {
  const link = { ...plain, settings: { config, landscape }, basedOn: id };
  expect(writeLink(link)).toBe(`#preset=${id}&v=1`);
  expect(read(writeLink(link))).toEqual(link);
});

test('what differs follows, and nothing else', () => {
  const settings = withSettingPairs(findPreset('mlp-fast') as Preset, [
    ['optimizer.lr', '1e-5'],
    ['landscape.steps', '7'],
  ]);
  if (!settings.ok) throw new Error('refused');
  const link: Link = {
    ...settings,
    changes: [
      { step: 0, patch: { 'optimizer.weightDecay': 2 } },
      { step: 1200, patch: { 'optimizer.lr': 1e-4, 'optimizer.weightDecay': 0 } },
    ],
    basedOn: 'mlp-fast',
    kernels: 'exact',
    axis: 'linear',
    language: 'ja',
    lens: 'examples',
    beside: ['no-decay', 'small-init'],
    at: 1170,
  };
  expect(writeLink(link)).toBe(
    '#preset=mlp-fast&v=1&optimizer.lr=0.00001&landscape.steps=7&@0.optimizer.weightDecay=2&@1200.optimizer.lr=0.0001&@1200.optimizer.weightDecay=0&kernels=exact&axis=linear&lens=examples&at=1170&beside=no-decay%2Csmall-init&lang=ja',
  );
});

test('of another entry all fields stand, also those that are at its defaults', () => {
  const settings = withSettingPairs(PRESETS[0] as Preset, [['optimizer.id', 'sgd']]);
  if (!settings.ok) throw new Error('refused');
  const pairs = writeLink({ ...plain, ...settings, basedOn: 'default' })
    .split('&')
    .slice(2);
  expect(pairs.map((pair) => pair.split('=')[0])).toEqual(
    ['id', ...Object.keys(REGISTRIES.optimizer.get('sgd').parameters)].map((name) => `optimizer.${name}`),
  );
});

test('every link is read as it was written, on whatever preset it is based, and holds no plus and no space', () => {
  fc.assert(
    fc.property(anyLink, (link) => {
      const written = writeLink(link);
      expect(written).toMatch(/^#[\w.@=&%~!*'()-]+$/);
      expect(read(written)).toEqual(link);
    }),
    { numRuns: 300 },
  );
});
