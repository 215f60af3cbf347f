/** NumPy's archive: its arrays are read here as numpy.lib.format says, and stand where they can be taken as they are. */
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { writeNpz } from '../../../src/engine/runfile/npz.ts';

test('each array has its shape, its type and its numbers', () => {
  const tensors = [
    { name: 'w', shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) },
    { name: 'b', shape: [2], values: Float32Array.of(7, 8) },
  ];
  const curves = [{ key: 'val.loss', steps: Float64Array.of(0, 10), values: Float64Array.of(0.5, 0.25) }];
  const read = Object.entries(unzipSync(writeNpz(tensors, curves))).map(([name, bytes]) => {
    const length = 10 + new DataView(bytes.buffer, bytes.byteOffset).getUint16(8, true);
    const header = new TextDecoder('latin1').decode(bytes.subarray(10, length)).trim();
    const content = bytes.slice(length).buffer;
    return [name, length % 64, header, [...(header.includes('<f8') ? new Float64Array(content) : new Float32Array(content))]];
  });
  expect(read).toEqual([
    ['w.npy', 0, "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", [1, 2, 3, 4, 5, 6]],
    ['b.npy', 0, "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", [7, 8]],
    ['curves.val.loss.npy', 0, "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }", [0, 10, 0.5, 0.25]],
  ]);
});
