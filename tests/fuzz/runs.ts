/** How much is tried: a few thousand cases with every test run, as many as GROKSCOPE_FUZZ says where somebody asks for more. */
import fc, { type IPropertyWithHooks } from 'fast-check';

const ASKED = Number(process.env['GROKSCOPE_FUZZ'] ?? 0);

/** Long enough for as many as anybody asks for, at a few milliseconds each. */
export const TIMEOUT = 120_000 + 60 * ASKED;

export const casesOf = (usual: number): number => (ASKED > 0 ? ASKED : usual);

/** Tries so many cases, and with GROKSCOPE_FUZZ says how many, and how long the slowest took. */
export function tried<T extends unknown[]>(
  what: string,
  usual: number,
  property: (check: (...args: T) => void) => IPropertyWithHooks<T>,
  check: (...args: T) => void,
): void {
  let [count, slowest] = [0, 0];
  const timed = (...args: T): void => {
    const start = performance.now();
    check(...args);
    slowest = Math.max(slowest, performance.now() - start);
    count++;
  };
  fc.assert(property(timed), { numRuns: casesOf(usual) });
  if (ASKED > 0) process.stderr.write(`${what}: ${count} cases, the slowest ${slowest.toFixed(0)} ms\n`);
}
