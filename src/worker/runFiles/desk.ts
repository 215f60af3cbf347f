/** The work of the worker that reads and writes run files. */
import { acceptedBuilds } from '../../engine/backend/wasm/simd.ts';
import { withData } from '../../engine/runfile/data.ts';
import { readRunFile } from '../../engine/runfile/read.ts';
import type { RunFile } from '../../engine/runfile/runfile.ts';
import { writeRunFile } from '../../engine/runfile/write.ts';
import { wordsOf } from '../../engine/spoken.ts';
import { text } from '../../engine/text.ts';
import { within } from '../../engine/within.ts';
import type { Line } from '../crew/attend.ts';
import type { RunFilesCommand, RunFilesMessage, Opened } from './protocol.ts';

/** Longest wait for a disk, in milliseconds; and how long the largest file may keep the worker deaf on a slow machine. */
const DISK_MS = 30_000;
const WORK_MS = 60_000;

/** Whether what made the run's last numbers is to be had here, as far as can be told without trying. */
function areKernelsHere({ made }: RunFile): boolean {
  const last = made.at(-1);
  if (last === undefined || last.backend === 'cpu') return true;
  if (last.backend === 'webgpu') return 'gpu' in navigator;
  return acceptedBuilds().includes(last.build === 'SIMD' ? 'simd' : 'relaxed');
}

/** All of its numbers, which are handed over and not copied. */
function buffersOf({ curves, snapshots, data }: RunFile): ArrayBuffer[] {
  const numbers = [
    ...curves.flatMap(({ steps, values }) => [steps, values]),
    ...snapshots.flatMap(({ parameters, slots, carried = [] }) => [...parameters, ...slots.flat(), ...carried]),
    ...Object.values(data),
  ];
  return numbers.map(({ buffer }) => buffer as ArrayBuffer);
}

async function openedOf(bytes: Uint8Array): Promise<Opened> {
  const result = await withData(readRunFile(bytes));
  return result.ok ? { ...result, kernelsHere: areKernelsHere(result.file) } : result;
}

export function openDesk({ post, stretch }: Pick<Line<RunFilesMessage>, 'post' | 'stretch'>): (command: unknown) => void {
  const answer = async (command: RunFilesCommand): Promise<void> => {
    const { id } = command;
    stretch(WORK_MS);
    try {
      if (command.type === 'read') {
        const buffer = await within(DISK_MS, text('the file', 'ファイル'), command.file.arrayBuffer());
        const opened = await openedOf(new Uint8Array(buffer));
        post({ type: 'read', id, opened }, opened.ok ? buffersOf(opened.file) : []);
      } else {
        const bytes = writeRunFile(command.file) as Uint8Array<ArrayBuffer>;
        post({ type: 'written', id, bytes }, [bytes.buffer]);
      }
    } catch (error) {
      post({ type: 'failed', id, why: wordsOf(error) });
    }
    stretch(0);
  };
  // Only this program posts here, and the compiler has read what it posts.
  return (command) => void answer(command as RunFilesCommand);
}
