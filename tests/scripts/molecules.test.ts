/** Where atoms are drawn is what OpenChemLib makes of the data. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
// @ts-expect-error a script without types
import { layOut } from '../../scripts/molecules.mjs';

const read = (name: string): unknown[] => JSON.parse(gunzipSync(readFileSync(`data/${name}.json.gz`)).toString()) as unknown[];

test('the places that are kept are those that the script would write', () => {
  const [graphs, places] = [read('qm9_499_graphs'), read('qm9_499_places')];
  expect(places).toHaveLength(graphs.length);
  // Every eleventh: laying all of them out takes seconds.
  for (let i = 0; i < graphs.length; i += 11) expect((layOut as (molecule: unknown) => unknown)(graphs[i])).toEqual(places[i]);
});
