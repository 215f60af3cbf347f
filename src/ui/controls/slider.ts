/** Where a slider stops, and how its values are written. Pure. */
import type { NumberParameter } from '../../engine/parameters.ts';

/** A slider with more stops than this is no slider: type the number. */
const MOST = 1000;
/** Decades below the largest value that a logarithmic slider reaches down to when its smallest is 0. */
const DECADES = 5;

/** 1-2-5 between two positive numbers, ends included. */
function oneTwoFive(min: number, max: number, integer: boolean): number[] {
  const stops: number[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
    for (const digit of [1, 2, 5]) stops.push(Number(`${digit}e${power}`));
  }
  const inside = stops.filter((stop) => stop > min && stop < max && (!integer || Number.isInteger(stop)));
  return [min, ...inside, max];
}

/** Every value the slider can take, ascending; null where a slider is of no use. */
export function stopsOf(parameter: NumberParameter): readonly number[] | null {
  const { min, max, scale, stops, integer = false } = parameter;
  if (stops !== undefined) return stops;
  if (scale === 'log') {
    const lowest = min > 0 ? min : integer ? 1 : Number(`1e${Math.round(Math.log10(max) - DECADES)}`);
    return min > 0 ? oneTwoFive(lowest, max, integer) : [min, ...oneTwoFive(lowest, max, integer)];
  }
  const step = parameter.step ?? (integer ? 1 : (max - min) / 100);
  const count = Math.floor((max - min) / step + 1e-9) + 1;
  if (count > MOST) return null;
  const ticks = Array.from({ length: count }, (_, i) => tidy(min + i * step));
  return (ticks.at(-1) as number) < max ? [...ticks, max] : ticks;
}

/** Without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** Where a value stands among the stops, as the slider's scale sees it: 1.5 is half way between the second and the third. */
export function placeOf(stops: readonly number[], value: number, scale: NumberParameter['scale']): number {
  const above = stops.findIndex((stop) => stop >= value);
  if (above <= 0) return above === 0 ? 0 : stops.length - 1;
  const [low, high] = [stops[above - 1] as number, stops[above] as number];
  const on = scale === 'log' && low > 0 ? Math.log : (x: number): number => x;
  return above - 1 + (on(value) - on(low)) / (on(high) - on(low));
}

/** The next stop above or below a value, which need not be a stop itself. */
export function nextStop(stops: readonly number[], value: number, direction: 1 | -1): number {
  const beyond = direction > 0 ? stops.find((stop) => stop > value) : stops.findLast((stop) => stop < value);
  return beyond ?? (direction > 0 ? (stops.at(-1) as number) : (stops[0] as number));
}

/** The stop so many stops away from a value, up or down; the last one where there are fewer. */
export function farStop(stops: readonly number[], value: number, count: number): number {
  return Array.from({ length: Math.abs(count) }).reduce<number>((at) => nextStop(stops, at, count > 0 ? 1 : -1), value);
}
