/** An image: in its colours, or, where it is grey, as ink on paper. */
import { memo, useLayoutEffect, useRef } from 'react';
import { inked } from './inked.ts';
import './examples.css';

interface PixelsProps {
  /** rows · columns · channels values, row by row. */
  readonly values: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  readonly channels?: number;
  /** Values of black or blank paper, and of white or full ink. */
  readonly domain: readonly [low: number, high: number];
}

export const Pixels = memo(function Pixels({ values, rows, columns, channels = 1, domain: [low, high] }: PixelsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const image = context.createImageData(columns, rows);
    image.data.set(inked({ values, channels, domain: [low, high] }));
    context.putImageData(image, 0, 0);
  }, [values, rows, columns, channels, low, high]);
  return <canvas ref={canvas} className={channels === 3 ? 'digit' : 'digit grey'} width={columns} height={rows} aria-hidden="true" />;
});
