/** The outcomes of runs as cells: a colour, and a sign that needs none. Pure. */
import { OUTCOMES, outcomeWords, type Outcome } from '../engine/sweeps/outcome.ts';
import type { Language } from '../engine/text.ts';
import type { KeyItem } from './key.ts';
import { element, type Markup } from './markup.ts';
import { inked, paled } from './palette.ts';

interface Look {
  readonly token: string;
  /** Of the token on paper. */
  readonly share: number;
  /** Drawn around (0, 0), 10 wide. */
  readonly sign: string;
}

const LOOKS: Readonly<Record<Outcome, Look>> = {
  comprehension: { token: 'val', share: 0.35, sign: 'M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z' },
  undelayed: { token: 'val', share: 0.15, sign: 'M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0ZM-1.5 0A1.5 1.5 0 1 1 1.5 0A1.5 1.5 0 1 1 -1.5 0Z' },
  grokking: { token: 'train', share: 0.55, sign: 'M0 -6L5 4H-5Z' },
  memorisation: { token: 'train', share: 0.2, sign: 'M-4.5 -4.5H4.5V4.5H-4.5Z' },
  confusion: { token: 'ink', share: 0.12, sign: 'M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5' },
  forgot: { token: 'spare-1', share: 0.3, sign: 'M0 6L5 -4H-5Z' },
  diverged: { token: 'ink', share: 0.45, sign: 'M0 -5V5M-5 0H5' },
  unsettled: { token: 'ink', share: 0.04, sign: 'M-5 0H5' },
};

export const signOf = (outcome: Outcome): Markup => element('path', { d: LOOKS[outcome].sign, fill: 'none', stroke: inked('ink'), 'stroke-width': 1.4 });
export const fillOf = (outcome: Outcome): string => paled(LOOKS[outcome].token, LOOKS[outcome].share);

const SWATCH = 22;

/** What of them there is, in their order. */
export function outcomeItems(present: ReadonlySet<Outcome>, language: Language): KeyItem[] {
  return OUTCOMES.filter((outcome) => present.has(outcome)).map((outcome) => ({
    name: outcomeWords[outcome].label[language],
    width: SWATCH,
    sign: element('g', {}, [
      element('rect', { x: 0, y: -8, width: SWATCH, height: 16, fill: fillOf(outcome), stroke: inked('rule') }),
      element('g', { transform: `translate(${SWATCH / 2} 0)` }, [signOf(outcome)]),
    ]),
  }));
}
