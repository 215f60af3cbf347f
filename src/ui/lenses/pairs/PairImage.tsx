/** A function on pairs as a picture: row a from above, column b from the left. */
import { memo, useLayoutEffect, useRef, type PointerEvent } from 'react';
import { pixelsOf, type Ramp } from './ramp.ts';
import './pairs.css';

interface Props {
  /** (n, n) */
  readonly levels: Uint8Array;
  readonly ramp: Ramp;
  /** (n): which row, and which column, stands where. */
  readonly order: Int32Array;
  /** Left out where words beside it say what it shows. */
  readonly label?: string;
  /** The place in `levels` of the pair under the pointer; null as it leaves. */
  readonly onPoint?: (pair: readonly [row: number, column: number] | null) => void;
}

export const PairImage = memo(function PairImage({ levels, ramp, order, label, onPoint }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const n = order.length;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const image = context.createImageData(n, n);
    image.data.set(pixelsOf(levels, ramp, order));
    context.putImageData(image, 0, 0);
  }, [levels, ramp, order, n]);
  const point = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>): void => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    const at = (offset: number, size: number): number => order[Math.max(0, Math.min(n - 1, Math.floor((offset * n) / size)))] as number;
    onPoint?.([at(clientY - top, height), at(clientX - left, width)]);
  };
  return (
    <canvas
      ref={canvas}
      className="pair-image"
      width={n}
      height={n}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      {...(onPoint === undefined ? {} : { onPointerMove: point, onPointerDown: point, onPointerLeave: () => onPoint(null) })}
    />
  );
});
