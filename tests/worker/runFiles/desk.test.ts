/** The worker for run files: it reads, writes, and says what it cannot. */
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { writeRunFile } from '../../../src/engine/runfile/write.ts';
import type { RunFile } from '../../../src/engine/runfile/runfile.ts';
import { openDesk } from '../../../src/worker/runFiles/desk.ts';
import type { RunFilesMessage } from '../../../src/worker/runFiles/protocol.ts';
import { configOf } from '../../engine/run/scripted.ts';
import { made, read } from '../../engine/runfile/made.ts';

let file: RunFile;
let bytes: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  ({ file } = await made(configOf({ steps: 3 })));
  bytes = writeRunFile(file) as Uint8Array<ArrayBuffer>;
});
afterEach(() => vi.unstubAllGlobals());

/** What it answers, with what it hands over, and how long it said it may be deaf. */
async function answer(command: unknown): Promise<{ message: RunFilesMessage; transfer: readonly Transferable[]; stretches: number[] }> {
  const stretches: number[] = [];
  const answered = new Promise<[RunFilesMessage, readonly Transferable[]]>((resolve) => {
    openDesk({ post: (message, transfer = []) => resolve([message, transfer]), stretch: (ms) => stretches.push(ms) })(command);
  });
  const [message, transfer] = await answered;
  await Promise.resolve();
  return { message, transfer, stretches };
}

test('a file that is good is handed over, numbers and all', async () => {
  const { message, transfer, stretches } = await answer({ type: 'read', id: 4, file: new Blob([bytes]) });
  expect(message).toEqual({ type: 'read', id: 4, opened: { ok: true, file: read(bytes), kernelsHere: true } });
  expect(stretches).toEqual([60_000, 0]);
  // All different, or they could not be handed over.
  expect(structuredClone(message, { transfer: transfer as ArrayBuffer[] })).toEqual({
    type: 'read',
    id: 4,
    opened: { ok: true, file: read(bytes), kernelsHere: true },
  });
  const numbers = file.snapshots.flatMap(({ parameters, slots }) => [...parameters, ...slots.flat()]);
  expect(transfer).toHaveLength(2 * file.curves.length + numbers.length);
});

test('one that is not is refused, one that does not come is told of', async () => {
  expect((await answer({ type: 'read', id: 1, file: new Blob(['no']) })).message).toMatchObject({ opened: { ok: false, problems: [{ field: 'file' }] } });
  const gone = { arrayBuffer: () => Promise.reject(new Error('it was moved')) };
  expect((await answer({ type: 'read', id: 2, file: gone })).message).toEqual({ type: 'failed', id: 2, why: { en: 'it was moved', ja: 'it was moved' } });
});

test('data that is not what it is called after is refused', async () => {
  const data = { f38fbebfbe7f9f9e: Uint8Array.of(1, 2, 3) };
  const forged = writeRunFile({ ...file, data }) as Uint8Array<ArrayBuffer>;
  const field = 'data/f38fbebfbe7f9f9e';
  expect((await answer({ type: 'read', id: 1, file: new Blob([forged]) })).message).toMatchObject({
    opened: { ok: false, problems: [{ field, value: '039058c6f2c0cb49' }] },
  });
  // SHA-256 of the bytes 1, 2, 3, as any program gives it.
  const good = writeRunFile({ ...file, data: { '039058c6f2c0cb49': Uint8Array.of(1, 2, 3) } }) as Uint8Array<ArrayBuffer>;
  expect((await answer({ type: 'read', id: 2, file: new Blob([good]) })).message).toMatchObject({ opened: { ok: true } });
});

test('a run is written as the command line writes it', async () => {
  const { message, transfer } = await answer({ type: 'write', id: 9, file });
  expect(message).toMatchObject({ type: 'written', id: 9 });
  const { bytes: sent } = message as Extract<RunFilesMessage, { type: 'written' }>;
  expect(Buffer.from(sent).equals(bytes)).toBe(true);
  expect(transfer).toEqual([sent.buffer]);
});

test.each([
  ['wasm', 'SIMD', {}, true],
  ['webgpu', 'WGSL', {}, false],
  ['webgpu', 'WGSL', { gpu: {} }, true],
  ['cpu', 'plain', {}, true],
] as const)('whether %s, %s, is to be had here', async (backend, build, navigator, here) => {
  vi.stubGlobal('navigator', navigator);
  const moved = writeRunFile({ ...file, made: [{ step: 0, backend, build }] }) as Uint8Array<ArrayBuffer>;
  expect((await answer({ type: 'read', id: 1, file: new Blob([moved]) })).message).toMatchObject({ opened: { kernelsHere: here } });
});
