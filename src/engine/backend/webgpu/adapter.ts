/** The GPU's adapter, and no wait without an end: on some machines the question is never answered. */
import { text } from '../../text.ts';
import { within } from '../../within.ts';

const ADAPTER_MS = 5000;

/** @returns null where there is none. @throws TooLate */
export function adapterOf(gpu: GPU): Promise<GPUAdapter | null> {
  return within(ADAPTER_MS, text('the GPU’s answer', 'GPU の応答'), gpu.requestAdapter({ powerPreference: 'high-performance' }));
}
