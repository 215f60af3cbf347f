/** How long work takes, roughly: machines differ by ten times, and a shared processor is slower still. */
import type { BackendName } from '../backend/choice.ts';
import type { Work } from './work.ts';

/** Multiply-adds and numbers a second, by backend: WASM as measured on one core (docs/performance.md), the others in proportion. */
const RATES: Readonly<Record<BackendName, { readonly multiplyAdds: number; readonly numbers: number }>> = {
  webgpu: { multiplyAdds: 2e11, numbers: 5e9 },
  wasm: { multiplyAdds: 3e10, numbers: 8e8 },
  cpu: { multiplyAdds: 8e8, numbers: 1e8 },
};

export function secondsFor({ multiplyAdds, numbers }: Work, backend: BackendName = 'wasm'): number {
  const rate = RATES[backend];
  return multiplyAdds / rate.multiplyAdds + numbers / rate.numbers;
}
