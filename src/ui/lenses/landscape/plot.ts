/** Where the curves are drawn: the two scales, and the edges in pixels. */
import type { LogScale } from './scales.ts';

export interface Plot {
  /** Of a norm. */
  readonly x: LogScale;
  /** Of a loss or an error. */
  readonly y: (height: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
