/** One moment of the spectra's history: how each frequency's share of the embedding, and of the way to the answers, stood in a network that was kept. */
import { text } from '../../text.ts';
import type { LookDef } from '../look.ts';
import { cycleOf, type Under } from './group.ts';
import { lacks, residuesOf } from './lacks.ts';
import { parseCirclesQuestion, type CirclesQuestion } from './question.ts';
import { componentsOf, sharesOf, squares, type Table } from './spectrum.ts';
import { tablesOf } from './tables.ts';

export interface SpectrumSeen {
  readonly under: Under;
  /** (⌊n/2⌋): see Spectrum.shares; empty where there are none, because the group is no single cycle or weights are no numbers. */
  readonly rows: Float32Array;
  /** The same of the map to the outputs. */
  readonly outputs: Float32Array;
}

/** Of which of the two tables. */
export const TABLES = ['rows', 'outputs'] as const;

const NONE = (): Float32Array => new Float32Array(0);

function sharesIn(table: Table): Float32Array {
  return Number.isFinite(squares(table.values)) ? Float32Array.from(sharesOf(componentsOf(table))) : NONE();
}

export const spectrum: LookDef<CirclesQuestion, SpectrumSeen> = {
  id: 'spectrum',
  label: text('spectra of embedding and unembedding', '埋め込みと逆埋め込みのスペクトル'),
  summary: text(
    'Which share of the embedding and of the map to the outputs each frequency has.',
    '埋め込みと、出力への変換の中で、それぞれの周波数が占める割合です。',
  ),
  parseQuestion: parseCirclesQuestion,
  lacks,
  *look(network, { under: asked }) {
    const residues = residuesOf(network.config);
    const under = asked ?? ('p' in residues ? residues.under : 'addition');
    const cycle = 'p' in residues ? cycleOf(under, residues.p) : null;
    if (cycle === null) return { under, rows: NONE(), outputs: NONE() };
    const { rows, outputs } = tablesOf(network, cycle.tokens);
    yield 0.3;
    return { under, rows: sharesIn(rows.table), outputs: sharesIn(outputs.table) };
  },
  transfer: ({ rows, outputs }) => [rows.buffer, outputs.buffer],
};
