/** The training worker's desk in a real worker: loaded after the worker has said that it lives. */
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import { Backends } from '../../engine/backend/select.ts';
import type { Line } from '../crew/attend.ts';
import { fileSource } from '../dataFiles.ts';
import type { Message } from '../protocol.ts';
import { createTurn } from '../turn.ts';
import { createDesk, type Desk } from './desk.ts';

/** @param ahead whether the usual backend is opened while the reader still looks at the page. */
export function openDesk(line: Line<Message>, ahead: boolean): Desk {
  const backends = new Backends({
    wasmPaths: { 'tfjs-backend-wasm.wasm': wasmUrl, 'tfjs-backend-wasm-simd.wasm': simdUrl },
    gpu: 'gpu' in navigator ? navigator.gpu : null,
  });
  const warmed = ahead ? backends.open('auto').catch(() => undefined) : Promise.resolve();
  return createDesk({ ...line, backends, warmed, file: fileSource(line), now: () => performance.now(), turn: createTurn() });
}
