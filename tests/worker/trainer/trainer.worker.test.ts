/** The training worker's own file: it lives before it has loaded, opens a backend ahead only for the page's own runs, and works. */
import { afterEach, expect, test, vi } from 'vitest';
import { Backends } from '../../../src/engine/backend/select.ts';
import { defaultConfig } from '../../../src/engine/config/schema.ts';
import { findPreset } from '../../../src/engine/presets/index.ts';
import { enter, isReady } from '../scope.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const command = { type: 'run', run: 'a', config: defaultConfig(), backend: 'wasm', from: null, told: null, paused: false, until: null, terse: false };
const about = (type: string) => (message: { readonly type?: string }) => message.type === type;

test.each([
  ['trainer', [['auto']]],
  ['landscape', []],
])('a worker called «%s» opens ahead: %j', async (name, calls) => {
  const open = vi.spyOn(Backends.prototype, 'open').mockRejectedValue(new Error('no backend'));
  const { said, send, until } = await enter('trainer/trainer.worker.ts', name);
  expect(said[0]).toEqual({ crew: 'pong' });
  await until(isReady);
  expect(open.mock.calls).toEqual(calls);
  send(command);
  // That nothing could be opened ahead is said by the run that meets it again.
  expect(await until(about('failed'))).toEqual({ type: 'failed', run: 'a', what: 'no backend', words: null });
  expect(open.mock.calls.length).toBe(calls.length + 1);
});

test('a file that does not come is named', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('offline')));
  const { send, until } = await enter('trainer/trainer.worker.ts', 'data-size');
  send({ ...command, config: findPreset('mnist-omnigrok')?.config });
  expect(await until(about('missing'))).toEqual({ type: 'missing', run: 'a', file: 'mnist' });
});
