/** CRC-32 as ZIP has it (ISO 3309, polynomial 0xEDB88320): fflate writes these sums, and does not look at them when it reads. */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let c = byte;
  for (let bit = 0; bit < 8; bit++) c = (c & 1) === 0 ? c >>> 1 : 0xedb88320 ^ (c >>> 1);
  return c;
});

export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (TABLE[(c ^ byte) & 255] as number) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
