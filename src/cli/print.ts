/** Writes a line to stdout, as fast as whoever reads takes it. Rejects with the system's error where it cannot be written. */
export function print(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });
}
