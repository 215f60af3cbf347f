/** Molecules: the data as QM9 has it, the paper's eleven numbers of an atom, and what is said of them. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { dataFile } from '../../../scripts/data-plugin.ts';
import type { Dataset, GraphShape } from '../../../src/engine/data/dataset.ts';
import { seeEdges } from '../../../src/engine/data/graphs.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { molecules } from '../../../src/engine/tasks/molecules.ts';
import { PROPERTIES } from '../../../src/engine/tasks/properties.ts';
import { sectionOf } from '../small.ts';

interface Given {
  readonly smiles: string;
  readonly atoms: readonly (readonly number[])[];
  readonly bonds: readonly (readonly number[])[];
}
const given = JSON.parse(gunzipSync(readFileSync('data/qm9_499_graphs.json.gz')).toString()) as (Given & Readonly<Record<string, number>>)[];

const make = (values: Readonly<Record<string, string | number>>, seed = 1): Dataset =>
  molecules.dataset(sectionOf(molecules, values), new Rng(seed, 'task'), { molecules: dataFile('molecules') });
const whole = make({ order: 'size', trainSize: 497, valSize: 2 });
const shape = whole.shape as GraphShape;
const widths = { input: shape.nodes * shape.features, edges: 1 + shape.nodes * shape.neighbours };
const inputOf = (i: number): number[] => [...whole.train.inputs.subarray(i * widths.input, (i + 1) * widths.input)];

test('by size they are in the file’s order, with the atoms, the bonds and the values of the data', () => {
  expect(whole.train.count).toBe(497);
  for (const [i, { atoms, bonds, alpha }] of given.slice(0, 497).entries()) {
    const input = inputOf(i);
    atoms.forEach(([element, aromatic, hybridisation, hydrogens], atom) => {
      const features = input.slice(atom * 11, atom * 11 + 11);
      expect(features).toEqual([
        ...[1, 6, 7, 8, 9].map((one) => (one === element ? 1 : 0)),
        element,
        aromatic,
        ...[1, 2, 3].map((one) => (one === hybridisation ? 1 : 0)),
        hydrogens,
      ]);
    });
    expect(input.slice(atoms.length * 11).every((x) => x === 0)).toBe(true);
    const seen: number[][] = [];
    const row = whole.train.edges?.subarray(i * widths.edges, (i + 1) * widths.edges) as Int32Array;
    expect(row[0]).toBe(atoms.length);
    seeEdges(row, shape, (one, other, type) => void (one > other && seen.push([one, other, type])));
    const sorted = (all: readonly (readonly number[])[]): string[] =>
      all.map(([a = 0, b = 0, type]) => [Math.max(a, b), Math.min(a, b), type].join()).toSorted();
    expect(sorted(seen)).toEqual(sorted(bonds));
    expect(whole.train.targets[i]).toBe(Math.fround(alpha as number));
  }
});

test.each(PROPERTIES.map((property) => [property.id, property] as const))('%s has the mean and the spread that are stated', (id, { mean, spread }) => {
  const values = given.map((molecule) => molecule[id] as number);
  const average = values.reduce((sum, x) => sum + x, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - average) ** 2, 0) / values.length);
  expect(Math.abs(mean / average - 1)).toBeLessThan(1e-4);
  expect(Math.abs(spread / deviation - 1)).toBeLessThan(1e-4);
  const raw = make({ target: id, order: 'size', trainSize: 5, valSize: 5 }).train.targets;
  expect([...raw]).toEqual(given.slice(0, 5).map((molecule) => Math.fround(molecule[id] as number)));
  const standard = make({ target: id, order: 'size', scale: 'standard', trainSize: 5, valSize: 5 });
  standard.train.targets.forEach((x, i) => expect(x).toBeCloseTo(((raw[i] as number) - average) / deviation, 2));
  // A quarter of a standard deviation, in either scale.
  for (const [scale, least] of [['raw', deviation / 4] as const, ['standard', 1 / 4] as const]) {
    const { target } = molecules.shape(sectionOf(molecules, { target: id, scale }));
    expect(target.kind === 'value' && Math.sqrt(target.tolerance) / least).toBeCloseTo(1, 3);
  }
});

test('at random, 50 train and all others validate, each molecule once', () => {
  const { train, val } = make({});
  expect([train.count, val.count]).toEqual([50, 449]);
  const values = [...train.targets, ...val.targets].toSorted((a, b) => a - b);
  expect(values).toEqual(given.map(({ alpha }) => Math.fround(alpha as number)).toSorted((a, b) => a - b));
  expect(make({}, 2).train.targets).not.toEqual(train.targets);
});

test('more than there are is refused, with how many are left', () => {
  const check = (values: Readonly<Record<string, number | string>>) => molecules.check?.(sectionOf(molecules, values)) ?? [];
  expect(check({ trainSize: 497, valSize: 'rest' })).toEqual([]);
  expect(check({ trainSize: 300, valSize: 199 })).toEqual([]);
  const [problem] = check({ trainSize: 300, valSize: 200 });
  expect([problem?.field, problem?.value]).toEqual(['valSize', 200]);
  expect(problem?.expected.en).toContain('at most 199');
});

test('a file of another make is refused', () => {
  const bytes = dataFile('molecules');
  for (const wrong of [bytes.subarray(0, bytes.length - 1), Buffer.concat([bytes, Uint8Array.of(0)]), bytes.subarray(0, 50_000), new Uint8Array(0)])
    expect(() => molecules.dataset(sectionOf(molecules), new Rng(1, 'task'), { molecules: wrong })).toThrow('file of molecules');
});

describe('what is said', () => {
  const question = (i: number): string => molecules.question?.(sectionOf(molecules), inputOf(i)) ?? '';

  test.each([
    ['C', 'CH₄'],
    ['O', 'H₂O'],
    ['N', 'H₃N'],
    ['C#N', 'CHN'],
    ['C(=O)C(=N)N', 'C₂H₄N₂O'],
  ])('%s is %s', (smiles, formula) => {
    expect(question(given.findIndex((one) => one.smiles === smiles))).toBe(formula);
  });

  test('values have their unit, and standardised ones are told as they are', () => {
    const value = (values: Readonly<Record<string, string>>, x: number) => molecules.value?.(sectionOf(molecules, values), x);
    expect(value({}, 38.094)).toBe('38.09 a₀³');
    expect([46.7, 123_456, -0.1].map((x) => value({}, x))).toEqual(['46.70 a₀³', '123500 a₀³', '-0.1000 a₀³']);
    expect(value({ target: 'mu', scale: 'standard' }, 0)).toBe('2.308 D');
    expect(value({ target: 'u0', scale: 'standard' }, 1)).toBe('-214.1 Eh');
  });
});
