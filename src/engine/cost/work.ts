/** What a computation takes, counted before it is made. */
import type { Plan } from '../data/plan.ts';

export interface Work {
  /** Multiply-adds of its products: what its time goes into. */
  readonly multiplyAdds: number;
  /** float32 numbers that it makes and keeps to its end. */
  readonly numbers: number;
}

export const NO_WORK: Work = { multiplyAdds: 0, numbers: 0 };

/** One after another, all of it kept. */
export const together = (...works: readonly Work[]): Work => ({
  multiplyAdds: works.reduce((sum, work) => sum + work.multiplyAdds, 0),
  numbers: works.reduce((sum, work) => sum + work.numbers, 0),
});

/** One after another, each forgotten before the next. */
export const inTurn = (...works: readonly Work[]): Work => ({
  multiplyAdds: works.reduce((sum, work) => sum + work.multiplyAdds, 0),
  numbers: Math.max(0, ...works.map(({ numbers }) => numbers)),
});

/** The same so many times, each forgotten before the next. */
export const repeated = (times: number, { multiplyAdds, numbers }: Work): Work => ({ multiplyAdds: times * multiplyAdds, numbers: times > 0 ? numbers : 0 });

/** A linear map of so many rows; `kept` is how often its result is kept, before and behind an activation for example. */
export const linear = (rows: number, inputs: number, outputs: number, kept = 1): Work => ({
  multiplyAdds: rows * inputs * outputs,
  numbers: kept * rows * outputs,
});

/** Numbers that are made with hardly any arithmetic. */
export const kept = (numbers: number): Work => ({ multiplyAdds: 0, numbers });

/** Forward and back again, in parameters and inputs: each product has two more on the way back, and each number its slope. */
export const withGradients = ({ multiplyAdds, numbers }: Work): Work => ({ multiplyAdds: 3 * multiplyAdds, numbers: 2 * numbers });

/** Forward and back again to the inputs alone. */
export const withInputGradient = ({ multiplyAdds, numbers }: Work): Work => ({ multiplyAdds: 2 * multiplyAdds, numbers: 2 * numbers });

/** Numbers of a plan's indexes, from both sides. */
export const indexNumbers = ({ indexes }: Plan): number => indexes.reduce((sum, { rows, terms, tableRows }) => sum + 2 * rows * terms + tableRows + 1, 0);
