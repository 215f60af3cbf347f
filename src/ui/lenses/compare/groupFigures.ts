/** What a group of runs has come to, in words: medians, with quartiles in brackets. Pure. */
import { formatStep, formatValue, type NumberStyle } from '../../../figures/plot/format.ts';
import type { Column } from './columns.ts';
import type { Group, Three } from './groups.ts';
import type { Voice } from './results.ts';

/** The settings that groups may differ in: the seed is none of them. */
export const isOfGroup = ({ id, setting }: Column): boolean => setting && id !== 'seed' && id !== 'kernels';

export const HEADINGS = ['memorised', 'grokked', 'delay', 'upTo', 'norm', 'train', 'val'] as const;

/** A figure for each heading. */
export function figuresOf({ together }: Group, { say, language }: Voice): readonly string[] {
  if (together === null) return HEADINGS.map(() => '–');
  const { coarse, delay, diverged, fitted, generalised, grokked, memorised, norm, on, step, train, val } = together;
  const open = say(on ? 'compare.notYet' : 'compare.never');
  const three = (values: Three | null, write: (value: number) => string): string => {
    if (values === null) return '–';
    const [low, middle, high] = values.map((value) => (value === null ? null : write(value)));
    // Where the middle cannot be told, the lower quartile may be.
    if (middle == null && low == null) return open;
    return say('compare.quartiles', { middle: middle ?? open, low: low ?? '?', high: high ?? open });
  };
  const steps = (value: number): string => formatStep(Math.round(value), language);
  const bound = (value: number): string => `${coarse ? '≤\u00a0' : ''}${steps(value)}`;
  const figure = (style: NumberStyle) => (value: number) => formatValue(value, style, language);
  return [
    `${three(memorised, bound)}${fitted ? say('compare.someFitted') : ''}`,
    `${three(grokked, bound)}${generalised ? say('compare.someGeneralised') : ''}${diverged > 0 ? say('compare.someDiverged', { count: diverged }) : ''}`,
    three(delay, steps),
    step === null ? '–' : steps(step),
    three(norm, figure('figure')),
    three(train, figure('percent')),
    three(val, figure('percent')),
  ];
}
