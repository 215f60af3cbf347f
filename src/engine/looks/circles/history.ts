/** One moment of the spectra's history: how the embedding's share of each frequency stood in a network that was kept. */
import { text } from '../../text.ts';
import type { LookDef } from '../look.ts';
import { cycleOf, type Under } from './group.ts';
import { lacks, residuesOf } from './lacks.ts';
import { parseCirclesQuestion, type CirclesQuestion } from './question.ts';
import { componentsOf, sharesOf, squares } from './spectrum.ts';
import { tablesOf } from './tables.ts';

export interface SpectrumSeen {
  readonly under: Under;
  /** (⌊n/2⌋): see Spectrum.shares; empty where there are none, because the group is no single cycle or weights are no numbers. */
  readonly shares: Float32Array;
}

export const spectrum: LookDef<CirclesQuestion, SpectrumSeen> = {
  id: 'spectrum',
  label: text('spectrum of the embedding', '埋め込みのスペクトル'),
  summary: text('Which share of the embedding each frequency has.', '埋め込みの中で、それぞれの周波数が占める割合です。'),
  parseQuestion: parseCirclesQuestion,
  lacks,
  *look(network, { under: asked }) {
    const residues = residuesOf(network.config);
    const under = asked ?? ('p' in residues ? residues.under : 'addition');
    const cycle = 'p' in residues ? cycleOf(under, residues.p) : null;
    if (cycle === null) return { under, shares: new Float32Array(0) };
    const { table } = tablesOf(network, cycle.tokens).rows;
    yield 0.3;
    const isSound = Number.isFinite(squares(table.values));
    return { under, shares: isSound ? Float32Array.from(sharesOf(componentsOf(table))) : new Float32Array(0) };
  },
  transfer: ({ shares }) => [shares.buffer],
};
