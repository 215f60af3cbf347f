/** Where the phases of a run lie in a chart, and how their names stand there, in pixels. Pure. */
import type { Interval } from '../../engine/run/phases.ts';
import type { Language } from '../../engine/text.ts';
import { textWidth, type LabelBox } from './labels.ts';
import { PHASE_WORDS } from './phases.ts';
import type { Scene } from './scene.ts';

/** Room on both sides of a name, and the least width in which one stands upright. */
const PADDING = 6;
const UPRIGHT = 17;
/** From the axis to the foot of a name that stands upright. */
const FOOT = 8;

export interface Band extends Interval {
  readonly x: number;
  readonly width: number;
  readonly words: string;
  /** Whether its name lies in the ribbon above the plot. */
  readonly lying: boolean;
  /** What its name covers where it stands upright in the plot; null where it does not. */
  readonly upright: LabelBox | null;
}

export function bandsOf(phases: readonly Interval[], { box, x: position }: Scene, language: Language): Band[] {
  const { height, margin, ribbon } = box;
  const right = box.width - margin.right;
  const at = (step: number): number => Math.min(right, position(step));
  return phases.map((interval) => {
    const x = at(interval.from);
    const width = Math.max(0, at(interval.to) - x);
    const words = PHASE_WORDS[interval.phase][language];
    const long = textWidth(words);
    const lying = ribbon > 0 && long + PADDING <= width;
    // At the foot: where it generalises, validation runs through the upper half of the band.
    const foot = height - margin.bottom - FOOT;
    const middle = x + width / 2;
    const stands = ribbon > 0 && !lying && width >= UPRIGHT;
    const upright = stands ? { left: middle - UPRIGHT / 2, right: middle + UPRIGHT / 2, middle: foot - long / 2, height: long } : null;
    return { ...interval, x, width, words, lying, upright };
  });
}

/** The lower end of upright words. */
export const footOf = ({ middle, height }: LabelBox): number => middle + height / 2;
