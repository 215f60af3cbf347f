/** The chunk that says how large a PNG is in print, read by its own rules. */
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { withDensity } from '../../../src/ui/take/density.ts';

/** A PNG of one pixel, from elsewhere. */
const PIXEL = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));

function chunksOf(png: Uint8Array): { readonly name: string; readonly data: Buffer; readonly sound: boolean }[] {
  const bytes = Buffer.from(png);
  const chunks = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    chunks.push({ name: body.toString('latin1', 0, 4), data: body.subarray(4), sound: bytes.readUInt32BE(at + 8 + length) === crc32(body) });
    at += 12 + length;
  }
  return chunks;
}

test('300 dots per inch are 11,811 per metre, behind the header', () => {
  const chunks = chunksOf(withDensity(PIXEL, 300));
  expect(chunks.map(({ name }) => name)).toEqual(['IHDR', 'pHYs', 'IDAT', 'IEND']);
  expect(chunks.every(({ sound }) => sound)).toBe(true);
  const { data } = chunks[1] as (typeof chunks)[number];
  expect([data.readUInt32BE(0), data.readUInt32BE(4), data[8]]).toEqual([11_811, 11_811, 1]);
});

test('what is no PNG is refused', () => expect(() => withDensity(new TextEncoder().encode('GIF89a'.repeat(10)), 300)).toThrow('no PNG'));
