/** How a network lays out the numbers mod p: the frequencies in its tables of tokens, and the circle of each (Nanda et al. 2023, §4). */
import { text } from '../../text.ts';
import type { NetworkAt, LookDef } from '../look.ts';
import { circleOf } from './circle.ts';
import { cycleOf } from './group.ts';
import { keyThreshold, keysOf } from './keys.ts';
import { lacks, noCycle, residuesOf } from './lacks.ts';
import { principalOf } from './principal.ts';
import { parseCirclesQuestion, type CirclesQuestion, type CirclesSeen, type Spectrum } from './question.ts';
import { componentsOf, frequenciesOf, sharesOf, squares, type Components, type Table } from './spectrum.ts';
import { tablesOf } from './tables.ts';

const NO_NUMBERS = text('Some of its weights are no numbers any more: the run diverged.', '重みの一部が数でなくなりました。学習が発散したためです。');

const spectrumOf = ({ name: { sign, label } }: { readonly name: Pick<Spectrum, 'sign' | 'label'> }, { constant, power }: Components): Spectrum => {
  const whole = power.reduce((sum, one) => sum + one, constant);
  return { sign, label, shares: Float32Array.from(sharesOf({ power })), constant: whole === 0 ? 0 : constant / whole };
};

const isSound = ({ values }: Table): boolean => Number.isFinite(squares(values));

function* look(network: NetworkAt, question: CirclesQuestion): Generator<number, CirclesSeen> {
  const residues = residuesOf(network.config);
  if (!('p' in residues)) return { problem: residues };
  const { p } = residues;
  const under = question.under ?? residues.under;
  const cycle = cycleOf(under, p);
  if (cycle === null) return { problem: noCycle(p) };
  const { rows, outputs } = tablesOf(network, cycle.tokens);
  if (!isSound(rows.table) || !isSound(outputs.table)) return { problem: NO_NUMBERS };
  yield 0.1;
  const components = componentsOf(rows.table);
  yield 0.3;
  const [ofRows, ofOutputs] = [spectrumOf(rows, components), spectrumOf(outputs, componentsOf(outputs.table))];
  yield 0.5;
  const circles = Array.from({ length: frequenciesOf(rows.table.n) }, (_, i) => circleOf(rows.table, components, i + 1));
  yield 0.6;
  const work = principalOf(rows.table);
  let principal = work.next();
  for (; principal.done !== true; principal = work.next()) yield 0.8;
  const threshold = keyThreshold(circles.length);
  return {
    p,
    under,
    root: cycle.root,
    tokens: cycle.tokens,
    rows: ofRows,
    outputs: ofOutputs,
    threshold,
    keys: keysOf(ofRows.shares, ofOutputs.shares, threshold),
    circles,
    principal: principal.value,
  };
}

export const circles: LookDef<CirclesQuestion, CirclesSeen> = {
  id: 'circles',
  label: text('circles of tokens', 'トークンの円'),
  summary: text(
    'Which frequencies the tables of tokens are made of, and the circle on which each lays the numbers.',
    'トークンの表がどの周波数の波からできているか、それぞれが数をどんな円に並べるかを示します。',
  ),
  parseQuestion: parseCirclesQuestion,
  lacks,
  look,
  transfer(seen) {
    if ('problem' in seen) return [];
    const { tokens, rows, outputs, keys, circles: all, principal } = seen;
    return [tokens, rows.shares, outputs.shares, keys, ...all.map(({ places }) => places), principal.places].map(({ buffer }) => buffer);
  },
};
