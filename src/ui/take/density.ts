/** A PNG that says how large it is in print: the chunk pHYs (PNG, third edition, 11.3.4.3). Pure. */
import { crc32 } from '../../engine/runfile/crc.ts';

/** Behind the signature (8 bytes) and the header (25 bytes). */
const PLACE = 33;
const METRES_PER_INCH = 0.0254;

/** @throws Error where the bytes are no PNG */
export function withDensity(png: Uint8Array, dotsPerInch: number): Uint8Array<ArrayBuffer> {
  if (png.length < PLACE || png[0] !== 0x89 || png[1] !== 0x50) throw new Error('no PNG');
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  const dots = Math.round(dotsPerInch / METRES_PER_INCH);
  view.setUint32(0, 9);
  chunk.set(new TextEncoder().encode('pHYs'), 4);
  view.setUint32(8, dots);
  view.setUint32(12, dots);
  // The unit is the metre.
  chunk[16] = 1;
  view.setUint32(17, crc32(chunk.subarray(4, 17)));
  const result = new Uint8Array(png.length + chunk.length);
  result.set(png.subarray(0, PLACE));
  result.set(chunk, PLACE);
  result.set(png.subarray(PLACE), PLACE + chunk.length);
  return result;
}
