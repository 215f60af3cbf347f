/** Writes a line to stdout, as fast as whoever reads takes it. Rejects with the system's error where it cannot be written. */
export function print(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

/**
 * Node waits for a pipe's reader inside the call, and hears no signal meanwhile: whoever pages through the output could not end the program.
 */
export function waitOutside(): void {
  const { _handle: handle } = process.stdout as { _handle?: { setBlocking?(on: boolean): void } };
  if (!process.stdout.isTTY) handle?.setBlocking?.(false);
}
