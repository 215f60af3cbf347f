/** What a file says of its run to people who have the file alone. */
import { expect, test } from 'vitest';
import { readLink } from '../../../src/engine/link/read.ts';
import { findPreset } from '../../../src/engine/presets/index.ts';
import { describeRun, linkOf } from '../../../src/engine/runfile/write.ts';
import { configOf } from '../run/scripted.ts';
import { made } from './made.ts';

test('its seed, its preset with the paper and BibTeX, and how it is opened again', async () => {
  const { file } = await made(configOf({ steps: 2, seed: 5 }));
  const { about, config, preset } = describeRun({ ...file, preset: 'norm-fixed-alpha-1' });
  expect([preset, config]).toEqual(['norm-fixed-alpha-1', file.config]);
  expect(about).toMatchObject({
    seed: 5,
    reopen: expect.stringContaining('--resume') as string,
    again: expect.stringContaining('#preset=default') as string,
  });
  expect(describeRun(file).about).toMatchObject({
    preset: findPreset('default')?.label.en,
    reference: findPreset('default')?.reference,
    bibtex: expect.stringMatching(/@misc\{power2022grokking,[\s\S]*@inproceedings\{nanda2023progress,/) as string,
  });
});

test('its link is the run from its start, with its changes, made or to come, and its kernels', async () => {
  const plan = [
    { step: 1, patch: { 'optimizer.lr': 0.002 } },
    { step: 40, patch: { 'optimizer.lr': 0.004 } },
  ];
  const { file } = await made(configOf({ steps: 4 }), plan);
  const read = readLink(linkOf({ ...file, made: [{ step: 0, backend: 'wasm', build: 'SIMD' }] }));
  expect(read).toMatchObject({ ok: true, link: { settings: { config: file.config }, changes: plan, kernels: 'exact' } });
  expect(readLink(linkOf({ ...file, made: [{ step: 0, backend: 'wasm', build: 'relaxed SIMD' }] }))).toMatchObject({ ok: true, link: { kernels: 'fastest' } });
});
