/** The reader's files on the page: taken, refused without a trace, kept, given to workers, forgotten. */
import { beforeEach, expect, test } from 'vitest';
import { formatOf } from '../../src/engine/own/formats.ts';
import { survey } from '../../src/engine/own/survey.ts';
import { fingerprint } from '../../src/engine/own/fingerprint.ts';
import { Spoken } from '../../src/engine/spoken.ts';
import { text } from '../../src/engine/text.ts';
import { createConfig, type ConfigStore } from '../../src/store/config.ts';
import type { HeldFile, KeptFiles } from '../../src/store/keptFiles.ts';
import { createOwnFiles, type OwnFiles } from '../../src/store/ownFiles.ts';
import type { ReadFile } from '../../src/worker/tables/client.ts';
import { Rng } from '../../src/engine/rng.ts';
import { modelOf } from '../../src/engine/run/network.ts';
import { encodeTensors } from '../../src/engine/runfile/safetensors.ts';
import { isWeights } from '../../src/engine/weights/descriptor.ts';
import { surveyWeights } from '../../src/engine/weights/survey.ts';
import { cifarFile } from '../cifarFile.ts';

const ROWS = Array.from({ length: 40 }, (_, i) => `${i / 4},${i % 7}.5,${i % 2 ? 'a' : 'b'}`).join('\n');
const file = (content: string, name = 'sales.csv'): File => new File([content], name);

/** The worker's work, in place of a worker. */
const readFile: ReadFile = async ({ blob, name, choices = {}, wanted = [], config: settings }) => {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const hash = await fingerprint(bytes);
  if (settings !== undefined && isWeights(name) && !wanted.includes(`own:${hash}`)) {
    return { file: `own:${hash}`, survey: surveyWeights(bytes, { hash, name }, settings) };
  }
  return { file: `own:${hash}`, survey: wanted.includes(`own:${hash}`) ? null : formatOf(name, bytes).survey(bytes, { hash, name }, choices) };
};

let config: ConfigStore;
let kept: Map<string, HeldFile>;
let refuses: boolean;
let files: OwnFiles;

const database = (): KeptFiles => ({
  all: async () => (refuses ? Promise.reject(new Error('no')) : [...kept.values()]),
  keep: async (held) => (refuses ? Promise.reject(new Error('no')) : void kept.set(held.file, held)),
  forget: async (one) => void kept.delete(one),
});
const asked = (): unknown => config.store.getState().config.task['file'];

beforeEach(() => {
  config = createConfig();
  kept = new Map();
  refuses = false;
  files = createOwnFiles({ config, readFile, kept: database() });
});

test('a good file is the task, with a model that reads it; workers have it, and the next visit', async () => {
  await files.open([file(ROWS)]);
  expect(config.store.getState().config).toMatchObject({ task: { id: 'own' }, model: { id: 'mlp' } });
  expect(asked()).toMatch(/^numbers~n~3~40~2~0~2~[0-9a-f]{16}~sales\.csv$/);
  expect(files.store.getState()).toMatchObject({ reading: null, refused: null, forgetful: false, preview: { descriptor: asked() } });
  const [one] = files.store.getState().here.keys();
  expect(await (await files.give(one as HeldFile['file']))?.text()).toBe(ROWS);

  const next = createOwnFiles({ config, readFile, kept: database() });
  void next.load();
  expect(await (await next.give(one as HeldFile['file']))?.text()).toBe(ROWS);
});

test.each([
  ['a bad one', [file(`${ROWS}\nx,1,a`)], /^Line 41, column 1: «x» is no number\.$/],
  ['two at once', [file(ROWS), file(ROWS)], /^One file at a time/],
  ['one that is too long', [Object.defineProperty(file(ROWS), 'size', { value: 2 ** 26 })], /^The file has 64 MB/],
  ['one that cannot be read', [Object.assign(file(ROWS), { arrayBuffer: () => Promise.reject(new Error('gone')) })], /gone/],
] as const)('%s changes nothing, and says why', async (_, all, words) => {
  await files.open([file(ROWS)]);
  const before = [config.store.getState(), files.store.getState().here];
  await files.open(all);
  expect(files.store.getState().refused?.faults[0]?.en).toMatch(words);
  expect([config.store.getState(), files.store.getState().here]).toEqual(before);
  files.dismiss();
  expect(files.store.getState().refused).toBeNull();
});

test('a worker that cannot be had is told', async () => {
  const lost = createOwnFiles({ config, readFile: () => Promise.reject(new Spoken(text('no worker', 'なし'))), kept: database() });
  await lost.open([file(ROWS)]);
  expect(lost.store.getState()).toMatchObject({ reading: null, refused: { name: 'sales.csv', faults: [{ en: 'no worker' }] } });
});

test('the file that a link asks for is taken as the link says, whatever it is called', async () => {
  const bytes = new TextEncoder().encode(ROWS);
  const found = survey(bytes, { hash: await fingerprint(bytes), name: 'sales.csv' }, { kind: 'tokens' });
  const link = found.ok ? found.descriptor : '';
  files.take(link);
  expect(await files.give(`own:${await fingerprint(bytes)}`)).toBeNull();
  await files.open([file(ROWS, 'renamed.csv')]);
  expect(asked()).toBe(link);
  await files.look(link);
  expect(files.store.getState().preview?.descriptor).toBe(link);
});

test('it is read in another way, and the samples are as well', async () => {
  await files.open([file(ROWS)]);
  await files.choose({ kind: 'tokens', answer: 0 });
  expect(asked()).toMatch(/^tokens~n~1~40~2~9~40~/);
  files.take('days');
  expect(asked()).toMatch(/^tokens~n~1/);
});

test('a browser that keeps nothing is told of, and the file is here all the same', async () => {
  refuses = true;
  await files.load();
  await files.open([file(ROWS)]);
  expect(files.store.getState()).toMatchObject({ loaded: true, forgetful: true });
  expect(files.store.getState().here.size).toBe(1);
});

test('images in colour are a task of their own, with as many of them as there are; a bad file of them changes nothing', async () => {
  await files.open([file(ROWS)]);
  await files.open([new File([cifarFile(50)], 'data_batch_1.bin')]);
  const { task } = config.store.getState().config;
  expect(task).toMatchObject({ id: 'cifar', file: expect.stringMatching(/^cifar~50~[0-9a-f]{16}~data_batch_1\.bin$/), trainSize: 25, valSize: 25 });
  expect(config.store.getState().drafts).toEqual({});
  expect(files.store.getState()).toMatchObject({ refused: null, preview: null });
  const [, images] = files.store.getState().here.keys();
  expect((await files.give(images as HeldFile['file']))?.size).toBe(50 * 3073);
  await files.look(String(task['file']));
  expect(files.store.getState().preview).toBeNull();

  const bad = cifarFile(50);
  bad[13 * 3073] = 37;
  const before = [config.store.getState(), files.store.getState().here];
  await files.open([new File([bad], 'data_batch_2.bin')]);
  expect(files.store.getState().refused).toMatchObject({ name: 'data_batch_2.bin', faults: [{ en: expect.stringContaining('Record 14: label 37') }] });
  expect([config.store.getState(), files.store.getState().here]).toEqual(before);
  // A table is a table again.
  await files.open([file(ROWS)]);
  expect(config.store.getState().config.task).toMatchObject({ id: 'own', file: expect.stringMatching(/^numbers~/) });
});

test('limits are those of what a file is called', async () => {
  const sized = (name: string, size: number): File => Object.defineProperty(file(ROWS, name), 'size', { value: size });
  await files.open([sized('data_batch_1.bin', 160e6)]);
  expect(files.store.getState().refused?.faults[0]?.en).toMatch(/up to 146 MB/);
  await files.open([sized('a.csv', 34e6)]);
  expect(files.store.getState().refused?.faults[0]?.en).toMatch(/up to 32 MB/);
  await files.open([sized('data_batch_1.bin', 30_730_000)]);
  expect(files.store.getState().refused?.faults[0]?.en).toMatch(/no multiple of 3,073/);
});

test('what is forgotten is nowhere', async () => {
  await files.open([file(ROWS)]);
  const [one] = files.store.getState().here.keys();
  await files.forget(one as HeldFile['file']);
  expect([files.store.getState().here.size, kept.size, await files.give(one as HeldFile['file'])]).toEqual([0, 0, null]);
});

test('a run file brings its data, and takes it along', async () => {
  const bytes = new TextEncoder().encode(ROWS);
  const hash = await fingerprint(bytes);
  files.bring({ [hash]: bytes }, ['', `numbers~n~3~40~2~0~2~${hash}~sales.csv`]);
  expect(files.store.getState().here.get(`own:${hash}`)).toMatchObject({ name: 'sales.csv' });
  expect(await files.bytesOf([`own:${hash}`, 'own:0000000000000000'])).toEqual({ [hash]: bytes });
});

/** A file that fits the network of the settings. */
function weightsFile(name = 'net.safetensors', more: readonly string[] = []): File {
  const fitting = modelOf(config.store.getState().config).parameters.map(({ name: of, shape, init }) => ({ name: of, shape, values: init(new Rng(1, of)) }));
  const others = more.map((of) => ({ name: of, shape: [1], values: Float32Array.of(1) }));
  return new File([encodeTensors([...fitting, ...others], {}) as Uint8Array<ArrayBuffer>], name);
}
const start = () => config.store.getState().config.init;

test('weights are where the next run starts, as they are in the file; the task stays, and it can be taken back', async () => {
  config.setField('init.scale', 5);
  const before = config.store.getState().config;
  await files.open([weightsFile()]);
  expect(start()).toEqual({ scale: 1, weights: expect.stringMatching(/^weights~[0-9a-f]{16}~net\.safetensors$/) });
  expect(config.store.getState().config).toEqual({ ...before, init: start() });
  expect(files.store.getState()).toMatchObject({ weights: 'net.safetensors', refused: null });
  const [one] = files.store.getState().here.values();
  expect(await files.give(one?.file as HeldFile['file'])).toBe(one?.blob);
  expect(kept.size).toBe(1);
  files.dismiss();
  expect(files.store.getState().weights).toBeNull();
  const { weights } = start();
  config.setField('init.weights', '');
  files.take(weights);
  expect(start().weights).toBe(weights);
});

test('weights that do not fit change nothing, and say which tensor', async () => {
  const before = config.store.getState();
  await files.open([weightsFile('net.safetensors', ['head'])]);
  expect(files.store.getState()).toMatchObject({ weights: null, refused: { name: 'net.safetensors', faults: [{ en: expect.stringContaining('"head"') }] } });
  expect([config.store.getState(), files.store.getState().here.size]).toEqual([before, 0]);
});

test('the weights that a link asks for are taken whatever they are called, and nothing else changes', async () => {
  const file0 = weightsFile('other.bin');
  const hash = await fingerprint(new Uint8Array(await file0.arrayBuffer()));
  config.setField('init.scale', 2);
  config.setField('init.weights', `weights~${hash}~net.npz`);
  await files.open([file0]);
  expect(files.store.getState().here.get(`own:${hash}`)).toMatchObject({ name: 'other.bin', descriptor: `weights~${hash}~net.npz` });
  expect(start()).toEqual({ scale: 2, weights: `weights~${hash}~net.npz` });
});

test('a run file brings its weights under their name', async () => {
  const bytes = new Uint8Array(await weightsFile().arrayBuffer());
  const hash = await fingerprint(bytes);
  files.bring({ [hash]: bytes }, ['', `weights~${hash}~net.npz`]);
  expect(files.store.getState().here.get(`own:${hash}`)).toMatchObject({ name: 'net.npz', descriptor: `weights~${hash}~net.npz` });
});
