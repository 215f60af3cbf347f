/** The training worker's desk in a real worker: loaded after the worker has said that it lives. */
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import type { BackendRequest } from '../../engine/backend/choice.ts';
import { Backends } from '../../engine/backend/select.ts';
import type { Line } from '../crew/attend.ts';
import { fileSource } from '../dataFiles.ts';
import type { Message } from '../protocol.ts';
import { createTurn } from '../turn.ts';
import { createDesk, type Desk } from './desk.ts';

/** @param ahead the backend that is opened before a run asks for one; null where none is. */
export function openDesk(line: Line<Message>, ahead: BackendRequest | null): Desk {
  const backends = new Backends({
    wasmPaths: { 'tfjs-backend-wasm.wasm': wasmUrl, 'tfjs-backend-wasm-simd.wasm': simdUrl },
    gpu: 'gpu' in navigator ? navigator.gpu : null,
  });
  const warmed = ahead === null ? Promise.resolve() : backends.open(ahead).catch(() => undefined);
  return createDesk({ ...line, backends, warmed, file: fileSource(line), now: () => performance.now(), turn: createTurn(true) });
}
