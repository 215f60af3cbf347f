/** Gives the reader a file. */

/** How long a browser may take to begin a download before its bytes are let go, in milliseconds. */
const HELD_MS = 60_000;

export interface Download {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer> | Blob;
}

export function download({ name, bytes }: Download, type = 'application/octet-stream'): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), HELD_MS);
}
