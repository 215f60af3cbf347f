/** Where the weight norm stands to the valley of the LU landscape. */
import { RESCALE } from '../config/acts.ts';
import { lastOf } from '../run/story.ts';
import { standing } from '../sweeps/valley.ts';
import { text } from '../text.ts';
import { short } from './numbers.ts';
import type { Reason, Try } from './reason.ts';

const LANDSCAPE: Try = { kind: 'lens', label: text('measure the LU landscape', 'LU 地形を測る'), lens: 'landscape' };

export const norm: Reason = {
  id: 'norm',
  label: text('Norm and valley', 'ノルムと谷'),
  known: text(
    'Held at one norm after another, a network generalises in a valley of norms; above it, it memorises and waits until its norm has come down (Liu et al. 2023). There are networks that grok while their norm rises.',
    'ノルムを変えて固定してみると、汎化するのはある範囲（谷）のノルムだけです。谷より上では、丸暗記したままノルムが下がるのを待ちます（Liu et al. 2023）。ただし、ノルムが上がりながらグロッキングするネットワークもあります。',
  ),
  look({ record, config, valley }) {
    const now = lastOf(record.curve('weightNorm'));
    if (now === null) return null;
    if (valley === null) {
      const words = text(
        `The norm is ${short(now)}; where the valley lies is not measured.`,
        `ノルムは ${short(now)} です。谷がどこにあるかは測られていません。`,
      );
      return { grade: 'open', words, tries: [LANDSCAPE] };
    }
    const [low, high] = [short(valley.low), short(valley.high)];
    const where = standing(now, valley);
    const words = {
      right: text(`The norm is ${short(now)}, above the valley of ${low} to ${high}.`, `ノルムは ${short(now)} で、${low}〜${high} の谷より上にあります。`),
      left: text(`The norm is ${short(now)}, below the valley of ${low} to ${high}.`, `ノルムは ${short(now)} で、${low}〜${high} の谷より下にあります。`),
      inside: text(`The norm is ${short(now)}, inside the valley of ${low} to ${high}.`, `ノルムは ${short(now)} で、${low}〜${high} の谷の中にあります。`),
    }[where];
    if (where === 'inside' || config.constraint.norm === 'fixed') return { grade: where === 'inside' ? 'none' : 'against', words, tries: [] };
    const factor = Number((valley.bottom / now).toPrecision(3));
    const label = text(`all weights × ${short(factor)} from here, to the valley’s bottom`, `ここで全重みを ${short(factor)} 倍して谷底へ`);
    return { grade: 'against', words, tries: [{ kind: 'fork', label, patch: { [RESCALE]: factor } }] };
  },
};
