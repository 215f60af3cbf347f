/** The plane in pixels: areas, tokens, and the middles between two of them, each in a square picture. Pure. */
import type { Area, PlaneShown } from '../../../engine/looks/plane/question.ts';
import { overlap, textWidth, type LabelBox } from '../../../figures/plot/labels.ts';
import type { Point } from '../circles/layout.ts';
import type { Join } from './view.ts';

const rounded = (value: number): number => Math.round(10 * value) / 10;

/** An area's outline, in a picture of `size`. */
export function outlineOf({ corners, ends }: Area, size: number): string {
  let path = '';
  let first = 0;
  for (const end of ends) {
    for (let i = first; i < end; i++) {
      const [x, y] = [rounded((size / 2) * (1 + (corners[2 * i] as number))), rounded((size / 2) * (1 - (corners[2 * i + 1] as number)))];
      path += `${i === first ? 'M' : 'L'}${x} ${y}`;
    }
    path += 'Z';
    first = end;
  }
  return path;
}

export function tokensOf({ points, middle, half }: PlaneShown, size: number): Point[] {
  return Array.from({ length: points.length / 2 }, (_, token) => ({
    token,
    x: (size / 2) * (1 + ((points[2 * token] as number) - middle[0]) / half),
    y: (size / 2) * (1 - ((points[2 * token + 1] as number) - middle[1]) / half),
  }));
}

export const middleOf = (a: Point, b: Point): { readonly x: number; readonly y: number } => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** Tokens in the order in which they are joined. */
export function joinedOf({ order, points }: PlaneShown, join: Join): Int32Array {
  if (join === 'none') return new Int32Array(0);
  return join === 'wave' ? order : Int32Array.from({ length: points.length / 2 }, (_, token) => token);
}

/** A sum that is drawn: the middle between its two tokens. */
export interface Sum {
  readonly question: number;
  readonly x: number;
  readonly y: number;
  readonly isTold: boolean;
  readonly isRight: boolean;
  readonly tokens: readonly [number, number];
}

/** Of all questions, or of those with this right answer; of two that are the same but for their order the one that is told, else the first. */
export function sumsOf({ pairs, right, said, told }: PlaneShown, points: readonly Point[], answer: number | null): Sum[] {
  const known = new Set<number>();
  const sums: Sum[] = [];
  right.forEach((target, question) => {
    if (answer !== null && target !== answer) return;
    const tokens = [pairs[2 * question] as number, pairs[2 * question + 1] as number] as const;
    const key = Math.min(...tokens) * points.length + Math.max(...tokens);
    if (known.has(key)) return;
    known.add(key);
    const [a, b] = tokens.map((token) => points[token] as Point) as [Point, Point];
    sums.push({ question, ...middleOf(a, b), isTold: question < told, isRight: said[question] === target, tokens });
  });
  return sums;
}

export interface Named {
  readonly answer: number;
  readonly x: number;
  readonly y: number;
}

/** Half of a name's height, with what is around it. */
const HALF = 9;

/** Areas that have room for their name, the roomiest first, clear of tokens and of each other. */
export function areaNamesOf({ names }: PlaneShown, size: number, points: readonly Point[], write: (answer: number) => string): Named[] {
  const standing: LabelBox[] = points.map(({ x, y }) => ({ left: x - 6, right: x + 6, middle: y, height: 12 }));
  return names
    .toSorted((a, b) => b.room - a.room)
    .flatMap(({ answer, x, y, room }) => {
      const at = { x: (size / 2) * (1 + x), y: (size / 2) * (1 - y) };
      const half = textWidth(write(answer)) / 2;
      const box: LabelBox = { left: at.x - half - 1, right: at.x + half + 1, middle: at.y, height: 2 * HALF };
      if ((room * size) / 2 < Math.hypot(half, HALF) * 0.65 || standing.some((other) => overlap(other, box)) || box.left < 0 || box.right > size) return [];
      standing.push(box);
      return [{ answer, ...at }];
    });
}
