/** The shapes of the marks at lines' ends: which curve is which where colour does not say. Pure. */
import type { SeriesSpec } from '../../engine/probes/chart.ts';

/** Around (0, 0), in pixels. Filled with the line's colour and edged with paper, or `open`: drawn with the line's colour on paper. */
interface HeadShape {
  readonly radius?: number;
  readonly path?: string;
  readonly open: boolean;
}

export const HEAD_SHAPES: Readonly<Record<SeriesSpec['head'], HeadShape>> = {
  disc: { radius: 4, open: false },
  ring: { radius: 3.5, open: true },
  diamond: { path: 'M0 -5l5 5l-5 5l-5-5z', open: false },
  square: { path: 'M-4 -4h8v8h-8z', open: false },
  triangle: { path: 'M0 -5l5 9h-10z', open: false },
  cross: { path: 'M-3.5 -3.5l7 7m0-7l-7 7', open: true },
};
