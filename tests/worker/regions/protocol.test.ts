/** What crosses into the regions worker: every command it knows is taken, everything else is refused and never throws. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { parseRegionsCommand, type Look } from '../../../src/worker/regions/protocol.ts';

const at: Look = {
  anchors: [
    { set: 'train', index: 0 },
    { set: 'train', index: 5 },
    { set: 'val', index: 2 },
  ],
  x: 0.5,
  y: -1,
  zoom: 2,
  aspect: 1.5,
};

test.each([
  { type: 'network', network: 1, config: defaultConfig(), at: null },
  { type: 'network', network: 2, config: defaultConfig(), at: { step: 3, parameters: [new Float32Array(2)] } },
  { type: 'look', look: 7, at },
])('%o is taken', (command) => {
  expect(parseRegionsCommand(command)).toEqual(command);
});

test.each([
  [{ type: 'look', look: 7, at: { ...at, anchors: at.anchors.slice(1) } }],
  [{ type: 'look', look: 7, at: { ...at, anchors: [at.anchors[0], at.anchors[1], { set: 'test', index: 0 }] } }],
  [{ type: 'look', look: 7, at: { ...at, anchors: [at.anchors[0], at.anchors[1], { set: 'val', index: -1 }] } }],
  [{ type: 'look', look: 7, at: { ...at, zoom: 0 } }],
  [{ type: 'look', look: 7, at: { ...at, x: Number.NaN } }],
  [{ type: 'look', look: 7.5, at }],
  [{ type: 'network', network: 1, config: defaultConfig(), at: { step: -1, parameters: [] } }],
  [{ type: 'network', network: 1, config: defaultConfig(), at: { step: 1, parameters: [[1, 2]] } }],
])('%o is refused', (command) => {
  expect(parseRegionsCommand(command)).toBeNull();
});

test('nothing makes it throw', () => {
  expect(() => fc.assert(fc.property(fc.anything(), (raw) => parseRegionsCommand(raw) === null))).not.toThrow();
});
