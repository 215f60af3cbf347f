/** A grey image as ink on paper: its values become opacity, so that it is at home in both themes. */
import { memo, useLayoutEffect, useRef } from 'react';

interface DigitProps {
  /** rows · columns values, row by row. */
  readonly pixels: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  /** Values of blank paper and of full ink. */
  readonly domain: readonly [low: number, high: number];
}

export const Digit = memo(function Digit({ pixels, rows, columns, domain: [low, high] }: DigitProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const image = context.createImageData(columns, rows);
    for (let i = 0; i < pixels.length; i++) image.data[4 * i + 3] = (255 * ((pixels[i] as number) - low)) / (high - low);
    context.putImageData(image, 0, 0);
  }, [pixels, rows, columns, low, high]);
  return <canvas ref={canvas} className="digit" width={columns} height={rows} aria-hidden="true" />;
});
