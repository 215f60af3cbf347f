/** Bytes as an address that holds them: the page's policy lets pictures come from nowhere else. */

/** By the browser's own hand: of megabytes, escaping them in a string would keep the page waiting. @throws Error where it cannot be read */
export function encoded(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('not read')));
    reader.readAsDataURL(blob);
  });
}
