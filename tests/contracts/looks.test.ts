/** What holds for every look: it says what it is, takes the questions it knows, is pure, and its answer crosses to the page. */
import { createHash } from 'node:crypto';
import { memory as heap } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looks, isLook, type LookId, type QuestionOf } from '../../src/engine/looks/index.ts';
import { networkAt, type LookDef } from '../../src/engine/looks/look.ts';
import type { RunConfig } from '../../src/engine/config/config.ts';
import { LANGUAGES } from '../../src/engine/text.ts';
import { exampleConfig, readings } from './examples.ts';
import { useDevice } from '../devices.ts';
import { configOf, DIGITS, MLP, networkOf, REGRESSION, seenBy, TRANSFORMER } from '../engine/looks/networks.ts';

const DEVICE = await useDevice('wasm');

/** A question to each look; one to come does not compile without. */
const QUESTIONS: { readonly [K in LookId]: readonly QuestionOf<K>[] } = {
  ablation: [
    { waves: [], from: 'embedding', units: [], by: 'mean' },
    { waves: 'others', from: 'logits', units: [{ site: 'layer0.heads', index: 1 }], by: 'zero' },
    {
      waves: [1, 3],
      from: 'embedding',
      units: [
        { site: 'hidden2.activations', index: 5 },
        { site: 'dense.activations', index: 0 },
      ],
      by: 'mean',
    },
  ],
  adversarial: [
    { set: 'val', index: 0, epsilon: 0.1, method: 'pgd', plane: 'circle' },
    { set: 'train', index: 1e6, epsilon: 0, method: 'fgsm', plane: 'principal' },
  ],
  answers: [
    { train: 0, val: 0 },
    { train: 10, val: 1000 },
  ],
  attacked: [{ epsilon: 0.05, method: 'fgsm' }],
  attention: [
    { under: null, layer: null },
    { under: 'addition', layer: 0 },
    { under: 'multiplication', layer: 9 },
  ],
  circles: [{ under: null }, { under: 'addition' }, { under: 'multiplication' }],
  complexity: [{ detail: 'quick' }],
  effects: [
    { of: 'waves', from: 'embedding', by: 'mean' },
    { of: 'waves', from: 'logits', by: 'mean' },
    { of: { site: 'hidden1.activations' }, from: 'embedding', by: 'mean' },
    { of: { site: 'layer0.heads' }, from: 'embedding', by: 'zero' },
  ],
  examples: [{ train: 5, val: 1000 }],
  lossPlane: [
    { corners: [[], [], []], grid: 5 },
    { corners: [[new Float32Array(2)], [Float32Array.of(1, 2)], [Float32Array.of(2, 1)]], grid: 9 },
  ],
  neurons: [
    { under: null, layer: null, sort: 'frequency', from: 0, count: 24, neuron: null },
    { under: 'addition', layer: 0, sort: 'number', from: 7, count: 3, neuron: 2 },
    { under: 'multiplication', layer: 9, sort: 'frequency', from: 999, count: 1, neuron: 999 },
  ],
  plane: [{ held: 0 }, { held: 99 }],
  pulls: [
    { train: 0, val: 0 },
    { train: 2, val: 3 },
  ],
  python: [{ address: '' }, { address: 'https://example.org/#preset=default' }],
  representations: [{}],
  spectrum: [{ under: null }, { under: 'addition' }, { under: 'multiplication' }],
  own: [{ written: '' }, { written: 'Good, but not great' }],
  regions: [
    {
      anchors: [
        { set: 'train', index: 0 },
        { set: 'train', index: 3 },
        { set: 'val', index: 2 },
      ],
      x: 0.1,
      y: -0.2,
      zoom: 2,
      aspect: 1.5,
    },
  ],
};

const CONFIGS: Readonly<Record<string, RunConfig>> = {
  MLP,
  TRANSFORMER,
  DIGITS,
  REGRESSION,
  ...Object.fromEntries(readings.map((ids) => [`${ids.model} on ${ids.task}`, exampleConfig(ids)])),
  points: configOf({ 'task.p': 7, 'model.id': 'mlp', 'model.input': 'sum', 'model.embedding': 2, 'model.width': 16 }),
  curved: configOf({ 'task.p': 7, 'model.width': 16, 'model.activation': 'gelu', 'model.layers': 2 }),
};

/** A value with its bytes as one text each: Vitest compares arrays number by number, which takes longer than the look. */
function inShort(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return `${value.constructor.name} of ${value.byteLength}: ${createHash('sha256').update(bytes).digest('hex')}`;
  }
  if (Array.isArray(value)) return value.map(inShort);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inShort(part)])) : value;
}

/** Every typed array's memory in an answer. */
function memoryOf(value: unknown): ArrayBufferLike[] {
  if (ArrayBuffer.isView(value)) return [value.buffer];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(memoryOf) : [];
}

describe.each(Object.entries(looks))('%s', (id, typed) => {
  const def = typed as unknown as LookDef<unknown, unknown>;
  const questions: readonly unknown[] = QUESTIONS[id as LookId];

  test('is found by its id and described in both languages', () => {
    expect(def.id).toBe(id);
    expect(id).toMatch(/^[a-z][A-Za-z]*$/);
    expect(isLook(id)).toBe(true);
    for (const words of [def.label, def.summary]) for (const language of LANGUAGES) expect(words[language].trim()).not.toBe('');
    expect(def.summary.ja).toMatch(/[ぁ-んァ-ヶ]/);
  });

  test('takes its own questions, and nothing else; nothing makes it throw', () => {
    for (const question of questions) {
      expect(def.parseQuestion(structuredClone(question))).toEqual(question);
      expect(def.parseQuestion({ ...(question as object), more: 1 })).toBeNull();
    }
    const isOwn = (raw: unknown): boolean => questions.some((question) => JSON.stringify(question) === JSON.stringify(raw));
    const nonsense = [null, undefined, 7, 'x', [], {}, { train: -1, val: 0 }, { train: 0.5, val: 0 }].filter((raw) => !isOwn(raw));
    for (const raw of nonsense) expect(def.parseQuestion(raw), `look ${id} takes ${JSON.stringify(raw)} for a question`).toBeNull();
    fc.assert(fc.property(fc.anything(), (raw) => isOwn(raw) || def.parseQuestion(raw) === null));
  });

  test.each(Object.entries(CONFIGS))('answers for %s, or says why not', (_, config) => {
    const lacking = def.lacks(config);
    if (lacking !== null) return;
    const network = networkOf(config);
    const before = inShort(network.parameters);
    const { numTensors } = heap();
    for (const question of questions) {
      const { answer, shares } = seenBy(def, network, question, DEVICE);
      for (const share of shares) expect(share >= 0 && share <= 1).toBe(true);
      const told = inShort(answer);
      expect(inShort(seenBy(def, networkOf(config), question, DEVICE).answer)).toEqual(told);
      // What is handed over is the answer's own, and all of it that is large.
      const memory = def.transfer(answer);
      expect(new Set(memory).size).toBe(memory.length);
      const large = memoryOf(answer).filter(({ byteLength }) => byteLength > 2048);
      expect(
        large.filter((buffer) => !memory.includes(buffer)).map(({ byteLength }) => byteLength),
        `look ${id}: bytes of arrays that transfer() does not hand over`,
      ).toEqual([]);
      const own = new Set(memoryOf(answer));
      for (const buffer of memory) expect(own.has(buffer)).toBe(true);
      expect(inShort(structuredClone(answer, { transfer: memory as ArrayBuffer[] }))).toEqual(told);
      expect(inShort(network.parameters)).toEqual(before);
      // Once more, now that the first answer is gone.
      expect(inShort(seenBy(def, network, question, DEVICE).answer)).toEqual(told);
    }
    expect(heap().numTensors).toBe(numTensors);
  });
});

test('no other id is a look', () => {
  for (const id of ['', 'constructor', 'toString', 'nonsense']) expect(isLook(id)).toBe(false);
});

test('a network has the parameters it was given, or fresh ones; others are refused', () => {
  const fresh = networkOf(MLP);
  expect([fresh.step, networkOf(MLP).parameters]).toEqual([0, fresh.parameters]);
  const zeros = fresh.parameters.map(({ length }) => new Float32Array(length));
  const at = networkOf(MLP, { step: 12, parameters: zeros });
  expect([at.step, at.parameters]).toEqual([12, zeros]);
  for (const wrong of [zeros.slice(1), [...zeros, new Float32Array(1)], zeros.with(0, new Float32Array(1))]) {
    expect(() => networkAt(MLP, fresh.dataset, { step: 1, parameters: wrong })).toThrow('fit');
  }
});
