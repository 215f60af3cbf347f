/** The first signal asks for an end, which the run comes to by itself; the second one ends the program. */
import { statusOf } from './status.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm hands on what the terminal has sent to the program already: within this time two are one. */
const ECHO_MS = 100;

/** @returns which signal has asked for an end; null as long as none has. */
export function hearSignals(): () => NodeJS.Signals | null {
  let heard: { readonly signal: NodeJS.Signals; readonly at: number } | null = null;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (heard === null) heard = { signal, at: performance.now() };
      else if (performance.now() - heard.at > ECHO_MS) process.exit(statusOf(signal));
    });
  }
  return () => heard?.signal ?? null;
}
