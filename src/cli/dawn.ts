/** WebGPU in Node: npm `webgpu` (a development dependency), which runs Dawn on the machine's GPU. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Platform } from '../engine/backend/select.ts';
import { text } from '../engine/text.ts';

type Offer = Pick<Platform, 'gpu' | 'withoutGpu'>;

/** A driver may never answer; in milliseconds. */
const ANSWER_MS = 30_000;

const without = (en: string, ja: string): Offer => ({ gpu: null, withoutGpu: text(en, ja) });

/**
 * Whether Dawn finds an adapter, tried in a process of its own: without one it writes to the terminal whatever it likes, and a broken driver
 * takes the process with it. @returns what it said, null where there is one
 */
function complaint(module: string): string | null {
  const script = `import(${JSON.stringify(pathToFileURL(module).href)}).then(async ({ create }) => process.exit((await create([]).requestAdapter()) === null ? 3 : 0))`;
  const { status, stderr } = spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8', timeout: ANSWER_MS });
  if (status === 0) return null;
  return (
    stderr
      .split('\n')
      .find((line) => line.startsWith('Warning: '))
      ?.slice('Warning: '.length) ?? ''
  );
}

export async function dawn(): Promise<Offer> {
  let module: string;
  try {
    module = createRequire(import.meta.url).resolve('webgpu');
  } catch {
    return without('npm webgpu is not installed', 'npm の webgpu が入っていません');
  }
  const said = complaint(module);
  if (said !== null) {
    const why = said === '' ? '' : ` (${said})`;
    return without(`npm webgpu finds no GPU on this machine${why}`, `npm の webgpu はこのマシンで GPU を見つけられません${why}`);
  }
  const { create, globals } = (await import('webgpu')) as { create(options: string[]): GPU; globals: object };
  Object.assign(globalThis, globals);
  const gpu = create([]);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'node' }, configurable: true, writable: true });
  return { gpu };
}
