/** Processes that die, refuse or are stopped: every run is told of once. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { processes } from '../../../src/cli/sweep/processes.ts';
import { settingsOf } from '../../engine/sweeps/tiny.ts';

const folder = mkdtempSync(join(tmpdir(), 'grokscope-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A worker that does what a job's name says, and writes down that it was asked. */
const script = join(folder, 'worker.mjs');
writeFileSync(
  script,
  `import { appendFileSync } from 'node:fs';
let first = true;
process.on('disconnect', () => process.exit());
process.on('message', async ({ name, folder }) => {
  const before = first;
  first = false;
  const die = () => process.kill(process.pid, 'SIGKILL');
  // Killed while it starts: three times of four.
  if (name.startsWith('unlucky') && Math.random() < 3 / 4) die();
  process.send({ begun: true });
  appendFileSync(folder + '/asked', name + '\\n');
  if (name.startsWith('poison')) die();
  // One that has made a run already is killed over the next.
  if (name.startsWith('frail') && !before) die();
  if (name.startsWith('endless')) return setInterval(() => {}, 1000);
  process.send(name.startsWith('refused') ? { why: 'no such thing' } : { result: { step: name.length } });
  // Killed while it has nothing to do.
  if (name.startsWith('idle')) setImmediate(die);
});
`,
);

async function made(names: readonly string[], stopAfter = Infinity) {
  writeFileSync(join(folder, 'asked'), '');
  const told: string[] = [];
  const pool = processes({ folder, count: 2, script, args: [] });
  const jobs = names.map((name) => ({ name, config: settingsOf().config, at: [0] }));
  const hear = (words: string): void => {
    told.push(words);
    if (told.length === stopAfter) pool.stop();
  };
  await pool.run(jobs, { done: ({ name }, { step }) => hear(`${name} ${step}`), failed: ({ name }, why) => hear(`${name}: ${why}`) });
  return { told: told.toSorted(), asked: readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n') };
}

test('all are made', async () => {
  expect((await made(['a', 'bb', 'ccc'])).told).toEqual(['a 1', 'bb 2', 'ccc 3']);
});

test('what a process died over another one makes', async () => {
  const names = Array.from({ length: 9 }, (_, i) => `frail${i}`);
  const { told, asked } = await made(names);
  expect(told).toEqual(names.map((name) => `${name} ${name.length}`));
  expect(asked.length).toBeGreaterThan(names.length);
});

test('processes that are killed before they begin, or while they wait, cost no run', async () => {
  const names = Array.from({ length: 24 }, (_, i) => (i % 4 === 0 ? `unlucky${i}` : `idle${i}`));
  expect((await made(names)).told).toEqual(names.map((name) => `${name} ${name.length}`).toSorted());
});

test('a run that no process survives fails alone and is named, and so does one that is refused', async () => {
  const { told, asked } = await made(['a', 'poison', 'refused', 'b']);
  expect(told).toEqual(['a 1', 'b 1', 'poison: 5 processes ended while they made it, one after the other', 'refused: no such thing']);
  expect(asked.filter((name) => name === 'poison')).toHaveLength(5);
});

test('stopped, it ends what goes on and begins nothing more', async () => {
  const { told, asked } = await made(['a', 'endless1', 'endless2', 'never'], 1);
  expect(told).toEqual(['a 1']);
  expect(asked).not.toContain('never');
});
