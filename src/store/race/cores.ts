/** Runs that may train at a time: one core is left to the page. */
export const coresHere = (): number => Math.max(1, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1);
