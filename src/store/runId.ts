/** What runs are told apart by, in this visit and in every other. */

let counter = 0;

/** No other run has it, whenever it began. `randomUUID` is missing on plain http. */
export const newRunId = (): string => (typeof crypto.randomUUID === 'function' ? crypto.randomUUID() : `run-${Date.now().toString(36)}-${++counter}`);
