/** The network as a folder for Python (script/folder.ts). It is taken home, and seen nowhere. */
import { pythonFolder } from '../script/folder.ts';
import { text } from '../text.ts';
import { z } from '../zod.ts';
import type { LookDef } from './look.ts';

export interface PythonQuestion {
  /** Of what makes the run again: it stands in the folder. */
  readonly address: string;
}

export interface PythonSeen {
  /** A ZIP. */
  readonly bytes: Uint8Array;
}

/** Letters of an address; a browser takes no longer one. */
const MOST = 2 ** 21;

const question = z.strictObject({ address: z.string().max(MOST) });

export const python: LookDef<PythonQuestion, PythonSeen> = {
  id: 'python',
  label: text('Python folder', 'Python 用フォルダー'),
  summary: text('The network as a program of NumPy and of PyTorch, with its weights.', 'ネットワークを NumPy と PyTorch のプログラムにし、重みを添えます。'),
  parseQuestion: (raw) => question.safeParse(raw).data ?? null,
  lacks: () => null,
  *look(network, { address }) {
    return { bytes: yield* pythonFolder(network, address) };
  },
  transfer: ({ bytes }) => [bytes.buffer],
};
