/** Lines of equal test loss over the map of norms and training-set sizes. Pure. */
import { contours } from 'd3-contour';

export interface Isoline {
  /** The height it stands for. */
  readonly level: number;
  /** In cells: (0, 0) is the centre of the first row's first cell. */
  readonly lines: readonly (readonly (readonly [x: number, y: number])[])[];
}

/** Lines at most. */
const MOST = 8;

/** Every decade between two heights; where there is hardly one, halves of it. */
export function levelsBetween(low: number, high: number): number[] {
  if (!(low > 0) || !(high > low)) return [];
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const stride = to - from < 2 ? 0.5 : Math.max(1, Math.ceil((to - from) / MOST));
  const levels: number[] = [];
  for (let power = Math.ceil(from / stride) * stride; power < to; power += stride) if (power > from) levels.push(10 ** power);
  return levels;
}

/**
 * Isolines of a full grid of heights. Interpolated on a log scale, as the colours are.
 * @param rows each of the same length; heights are positive. @returns none where the grid is too small to have any.
 */
export function isolinesOf(rows: readonly (readonly number[])[]): Isoline[] {
  const [height, width] = [rows.length, rows[0]?.length ?? 0];
  if (height < 2 || width < 2) return [];
  const heights = rows.flat();
  const levels = levelsBetween(Math.min(...heights), Math.max(...heights));
  const shapes = contours()
    .size([width, height])
    .thresholds(levels.map((level) => Math.log10(level)))(heights.map((value) => Math.log10(value)));
  return shapes.map(({ coordinates }, i) => ({
    level: levels[i] as number,
    lines: coordinates.flatMap((polygon) => polygon.flatMap((ring) => open(ring as [number, number][], width, height))),
  }));
}

/** d3-contour closes its shapes along the frame of the grid; a line of equal height ends there. Its cell (i, j) has its centre at i + ½, j + ½. */
function open(ring: readonly [number, number][], width: number, height: number): [number, number][][] {
  const framed = ([x, y]: readonly [number, number]): boolean => x <= 0.5 || y <= 0.5 || x >= width - 0.5 || y >= height - 0.5;
  const lines: [number, number][][] = [];
  let line: [number, number][] = [];
  const end = (): void => {
    if (line.length > 1) lines.push(line);
    line = [];
  };
  ring.forEach(([x, y], i) => {
    const before = ring[i - 1];
    // A stretch from frame to frame is the frame itself.
    if (before !== undefined && framed(before) && framed([x, y])) end();
    line.push([x - 0.5, y - 0.5]);
  });
  end();
  return lines;
}
