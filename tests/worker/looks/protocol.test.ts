/** What crosses into the looking worker: every command it knows is taken, everything else is refused and never throws. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { parseLooksCommand } from '../../../src/worker/looks/protocol.ts';

const config = defaultConfig();

test.each([
  { type: 'network', network: 1, config, at: null },
  { type: 'network', network: 2, config, at: { step: 3, parameters: [new Float32Array(2)] } },
  { type: 'network', network: 2, config, at: { live: 'run-1' } },
  { type: 'ask', viewer: 'lens', look: 'answers', ask: 3, network: 2, question: { train: 1, val: 2 } },
  { type: 'rest', viewer: 'lens' },
])('%o is taken', (command) => {
  expect(parseLooksCommand(command)).toEqual(command);
});

test.each([
  [{ type: 'network', network: -1, config, at: null }],
  [{ type: 'network', network: 1, config, at: { step: -1, parameters: [] } }],
  [{ type: 'network', network: 1, config, at: { step: 1, parameters: [[1, 2]] } }],
  [{ type: 'network', network: 1, config, at: { live: 7 } }],
  [{ type: 'network', network: 1, config }],
  [{ type: 'ask', viewer: 'lens', look: 'nonsense', ask: 3, network: 2, question: {} }],
  [{ type: 'ask', viewer: 'lens', look: 'constructor', ask: 3, network: 2, question: {} }],
  [{ type: 'ask', viewer: 'lens', look: 'answers', ask: 0.5, network: 2, question: {} }],
  [{ type: 'rest' }],
  [{ type: 'wire', port: {} }],
])('%o is refused', (command) => {
  expect(parseLooksCommand(command)).toBeNull();
});

test('a port is taken', () => {
  const { port1: port } = new MessageChannel();
  expect(parseLooksCommand({ type: 'wire', port })).not.toBeNull();
});

test('nothing makes it throw', () => {
  expect(() => fc.assert(fc.property(fc.anything(), (raw) => parseLooksCommand(raw) === null))).not.toThrow();
});
