/** The native figure: a PyTorch script that prints «name: 12.34 ms/step» per line, run by the system's Python where it has PyTorch. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** ms per step by name, or null where it cannot be run. */
export function runPyTorch(script: string | null, steps = 20): Map<string, number> | null {
  if (script === null || !existsSync(script)) return null;
  for (const python of ['/usr/bin/python3', 'python3', 'python']) {
    try {
      const out = execFileSync(python, [script, String(steps)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      return new Map([...out.matchAll(/^(.+): ([\d.]+) ms\/step$/gm)].map(([, name = '', ms]): [string, number] => [name, Number(ms)]));
    } catch {
      // Not there, or without PyTorch.
    }
  }
  return null;
}
