/** All columns of the table, whatever they are about. Pure. */
import { differing } from '../../../engine/compare/differing.ts';
import type { Key } from '../../../engine/compare/order.ts';
import { RESULTS } from './results.ts';
import type { Row } from './row.ts';
import { settingsOf, type Speaker } from './settings.ts';

export interface Column {
  readonly id: string;
  readonly label: string;
  readonly keyOf: (row: Row) => Key;
  readonly words: (row: Row) => string;
  /** Whether it is a setting: the others are what became of it. */
  readonly setting: boolean;
}

/** What a run was computed on is no setting of it, but the last digits of its numbers hang on it. */
function kernelsOf(rows: readonly Row[], { say }: Speaker): Column[] {
  const known = new Set(rows.flatMap(({ kernels }) => kernels ?? []));
  if (known.size < 2) return [];
  return [{ id: 'kernels', label: say('compare.kernels'), keyOf: ({ kernels }) => kernels, words: ({ kernels }) => kernels ?? '–', setting: true }];
}

/** @param rows in the order of the bench; whatever their order in the table is. */
export function columnsOf(rows: readonly Row[], speaker: Speaker): Column[] {
  const indexes = new Map(rows.map(({ run }, i) => [run.id, i]));
  const at = ({ run }: Row): number => indexes.get(run.id) ?? -1;
  const settings = settingsOf(differing(rows.map(({ compared }) => compared)), speaker);
  return [
    ...settings.map(({ path, label, keyAt, wordsAt }): Column => ({
      id: path,
      label,
      keyOf: (row) => keyAt(at(row)),
      words: (row) => wordsAt(at(row)),
      setting: true,
    })),
    ...kernelsOf(rows, speaker),
    ...RESULTS.map(({ id, label, keyOf, words }): Column => ({
      id,
      label: speaker.say(label),
      keyOf,
      words: (row) => words(row, speaker),
      setting: false,
    })),
  ];
}
