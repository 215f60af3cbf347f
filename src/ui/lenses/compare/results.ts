/** What runs have come to, as columns: how each is written, and by what it is sorted. */
import type { Key } from '../../../engine/compare/order.ts';
import type { MilestoneKind } from '../../../engine/run/milestone.ts';
import type { Language } from '../../../engine/text.ts';
import { formatStep, formatValue, type NumberStyle } from '../../../figures/plot/format.ts';
import type { en } from '../../i18n/en.ts';
import type { SentenceValues } from '../../i18n/inWords.ts';
import type { Row } from './row.ts';

type WordsKey = keyof (typeof en)['compare'];
/** A sentence of the page's catalogue. */
type Say = (key: `compare.${WordsKey}`, values?: SentenceValues) => string;

/** How a page speaks. */
export interface Voice {
  readonly say: Say;
  readonly language: Language;
}

export interface Result {
  readonly id: 'step' | 'learned' | 'generalised' | 'delay' | 'norm' | 'train' | 'val';
  readonly label: `compare.${WordsKey}`;
  readonly keyOf: (row: Row) => Key;
  readonly words: (row: Row, voice: Voice) => string;
}

/** Milestones that are not what the column is named after. */
const OTHERWISE: Partial<Readonly<Record<MilestoneKind, `compare.${WordsKey}`>>> = { fitted: 'compare.fitted', generalised: 'compare.generalisedAt' };

/** When it came to pass; else that it has not, and by when. */
function when({ outcome, diverged, on }: Row, side: 'train' | 'val', { say }: Voice): string {
  const { coarse, step, [side]: passed } = outcome;
  const forgotten = outcome.forgotten[side];
  if (passed !== null) return say(OTHERWISE[passed.kind] ?? 'compare.at', { step: passed.step, coarse: coarse ? '≤\u00a0' : '' });
  if (forgotten !== null) return say('compare.forgot', { step: forgotten });
  if (diverged) return say('compare.diverged', { step });
  return on ? say('compare.notYet') : say('compare.notBy', { step });
}

function delay({ outcome }: Row, { say }: Voice): string {
  if (outcome.val?.kind === 'generalised') return outcome.coarse ? '–' : say('compare.noDelay');
  if (outcome.delay === null) return '–';
  return outcome.coarse ? say('compare.late') : say('compare.delayed', outcome.delay);
}

const figure = (value: number | null, style: NumberStyle, { language }: Voice): string => (value === null ? '–' : formatValue(value, style, language));

export const RESULTS: readonly Result[] = [
  {
    id: 'learned',
    label: 'compare.memorised',
    keyOf: ({ outcome }) => outcome.train?.step ?? null,
    words: (row, voice) => when(row, 'train', voice),
  },
  { id: 'generalised', label: 'compare.grokked', keyOf: ({ outcome }) => outcome.val?.step ?? null, words: (row, voice) => when(row, 'val', voice) },
  // What is only known to be late is neither a short delay nor a long one.
  { id: 'delay', label: 'compare.delay', keyOf: ({ outcome }) => (outcome.coarse ? null : (outcome.delay?.steps ?? null)), words: delay },
  // What was reached is read first; how far it went, behind that.
  { id: 'step', label: 'compare.upTo', keyOf: ({ outcome }) => outcome.step, words: ({ outcome }, { language }) => formatStep(outcome.step, language) },
  { id: 'norm', label: 'compare.norm', keyOf: ({ outcome }) => outcome.norm, words: ({ outcome }, voice) => figure(outcome.norm, 'figure', voice) },
  {
    id: 'train',
    label: 'compare.train',
    keyOf: ({ outcome }) => outcome.accuracy.train,
    words: ({ outcome }, voice) => figure(outcome.accuracy.train, 'percent', voice),
  },
  {
    id: 'val',
    label: 'compare.val',
    keyOf: ({ outcome }) => outcome.accuracy.val,
    words: ({ outcome }, voice) => figure(outcome.accuracy.val, 'percent', voice),
  },
];
