/** Which errors say that there is no more memory, in any engine's words. */
import { expect, test } from 'vitest';
import { isOutOfMemory, noRoomFor, OutOfMemory } from '../../../src/engine/backend/memory.ts';

test.each([
  [new OutOfMemory({ en: '', ja: '' }), true],
  [new RangeError('Array buffer allocation failed'), true],
  [new RangeError('Invalid typed array length: 4294967296'), true],
  [new Error('Aborted(OOM)'), true],
  [new RangeError('Maximum call stack size exceeded'), false],
  [new Error('no room in the list'), false],
  [new Error('out of memory'), true],
  [new Error('WebAssembly.Memory(): could not allocate memory'), true],
  [new Error('Allocation failed - JavaScript heap'), true],
  // What only a RangeError says of memory.
  [new RangeError('Invalid array length'), true],
  [new RangeError('Array buffer length exceeds the most'), true],
  [new Error('Invalid array length'), false],
  [new RangeError('Invalid length of the array'), false],
  [new Error('BOOM'), false],
  ['out of memory', false],
  [{ message: 'out of memory' }, false],
  [null, false],
  [undefined, false],
])('%s: %s', (error, is) => {
  expect(isOutOfMemory(error)).toBe(is);
});

test('what is refused is told in megabytes, never as none', () => {
  expect([1, 1e6, 1_000_001, 2.5e9].map((bytes) => noRoomFor(bytes).en)).toEqual([1, 1, 2, 2500].map((mb) => `no memory is left for ${mb} MB more`));
  expect(new OutOfMemory(noRoomFor(1)).name).toBe('OutOfMemory');
});
