/** Writes to stdout, as fast as whoever reads takes it. */
import { once } from 'node:events';

export async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}
