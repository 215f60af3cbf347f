/** Runs as files: the run in front is saved as one, and one that is opened lies on the bench like any other run. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { kernelsName } from '../engine/backend/choice.ts';
import { broughtBy, type Brought } from '../engine/config/brought.ts';
import { withChanges } from '../engine/config/live.ts';
import { findPreset, PRESETS } from '../engine/presets/index.ts';
import type { Preset } from '../engine/presets/preset.ts';
import { sized, type Problem } from '../engine/problem.ts';
import { filesOf } from '../engine/run/files.ts';
import { unplanned } from '../engine/run/plan.ts';
import type { RunRecord } from '../engine/run/record.ts';
import { Snapshots } from '../engine/run/snapshots.ts';
import { toldTo } from '../engine/run/told.ts';
import { recordOf, requestOf, runFileOf, stemOf, type RunFile } from '../engine/runfile/runfile.ts';
import { wordsOf } from '../engine/spoken.ts';
import { isOwn } from '../engine/tasks/task.ts';
import { text, type Text } from '../engine/text.ts';
import type { RunFilesClient } from '../worker/runFiles/client.ts';
import type { Bench } from './bench.ts';
import type { Adopted } from './newcomers.ts';
import type { ConfigStore } from './config.ts';
import { askAs } from './kernels.ts';
import type { OwnFiles } from './ownFiles.ts';
import type { Run, RunState } from './run.ts';
import { newRunId } from './runId.ts';

interface RunFilesState {
  readonly busy: 'reading' | 'writing' | null;
  /** A file that was not opened, and why. */
  readonly bad: { readonly name: string; readonly problems: readonly Problem[] } | null;
  /** The file that was opened last, what computed its run, whether that is to be had here, whether there is a network in it, and what its settings say in words of their own. */
  readonly opened: {
    readonly name: string;
    readonly step: number;
    readonly kernels: string | null;
    readonly here: boolean;
    readonly networks: boolean;
    readonly brought: readonly Brought[];
  } | null;
  /** Why a file could not be written, or could not be had. */
  readonly failed: Text | null;
}

export interface RunFiles {
  readonly store: StoreApi<RunFilesState>;
  /** A run as a file, with its name; null where it could not be written, or another file is under way. */
  save(run: Run): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } | null>;
  /** Opens a file. One that is not good is told of, and whatever there was goes on. */
  open(file: Blob & { readonly name: string }): Promise<void>;
  dismiss(): void;
}

/** What a file says of a run beside its record: a fork names where it left its parent. */
export function saidOf({ origin, plan, parent }: Pick<Run, 'origin' | 'plan' | 'parent'>): Pick<RunFile, 'preset' | 'plan' | 'data' | 'parent'> {
  const forked = parent?.forked === true ? { parent: { run: parent.run, step: parent.step } } : {};
  return { preset: origin.basedOn, plan, data: {}, ...forked };
}

interface Surroundings {
  readonly bench: Bench;
  readonly config: ConfigStore;
  readonly client: RunFilesClient;
  /** The reader's files, which a run's file holds as well. */
  readonly ownFiles: Pick<OwnFiles, 'bytesOf' | 'bring'>;
  /** Lets the page breathe between two pieces of work. */
  readonly turn: () => Promise<void>;
  readonly newId?: () => string;
}

/** Larger than any run file. */
const MOST_BYTES = 2 ** 29;
const DEFAULT = PRESETS[0] as Preset;
const QUIET: RunFilesState = { busy: null, bad: null, opened: null, failed: null };

/** How a run is over, as its record has it. */
function endOf({ marks, step, config }: RunRecord): Pick<RunState, 'status' | 'reason' | 'what'> {
  const diverged = marks.find((mark) => mark.kind === 'diverged');
  if (diverged !== undefined) return { status: 'diverged', reason: null, what: diverged.what };
  return { status: 'finished', reason: step < config.steps ? 'stopped' : 'steps', what: null };
}

export function createRunFiles({ bench, config, client, ownFiles, turn, newId = newRunId }: Surroundings): RunFiles {
  const store = createStore<RunFilesState>(() => QUIET);

  /** The run lies on the bench, and its settings are those of the page, as with a link. */
  const take = async (file: RunFile): Promise<void> => {
    const record = recordOf(file, newId());
    ownFiles.bring(file.data, [String(file.config.task['file'] ?? ''), file.config.init.weights]);
    const { landscape } = findPreset(file.preset) ?? DEFAULT;
    const asked = withChanges(file.config, unplanned(toldTo(record).changes, file.plan));
    config.adopt({ config: asked, landscape }, file.preset, file.plan);
    const request = requestOf(file);
    askAs(bench, { request });
    await turn();
    const last = file.made.at(-1);
    const run: Adopted = {
      record,
      snapshots: new Snapshots(file.snapshots),
      origin: { basedOn: file.preset, choice: config.store.getState().choice },
      parent: file.parent === undefined ? null : { ...file.parent, forked: true },
      plan: file.plan,
      request,
      backend: last === undefined ? null : { backend: last.backend, build: last.build, device: kernelsName(last), fallbacks: [] },
      elapsed: 0,
      over: { ...endOf(record), from: 'file' },
    };
    bench.adopt([run], { inFront: true });
  };

  // What was said of a file that was opened is old news once another run is in front, or asked for.
  bench.store.subscribe(({ front, coming }, before) => {
    if (store.getState().opened !== null && (front !== before.front || (coming !== null && coming !== before.coming))) store.setState({ opened: null });
  });

  return {
    store,
    async save(run) {
      if (store.getState().busy !== null) return null;
      store.setState({ busy: 'writing', failed: null });
      const { record, snapshots, config: own } = run;
      const of = saidOf(run);
      try {
        // As it stands now: it may go on while its data is fetched.
        const now = runFileOf(record, snapshots, of);
        const bytes = await client.write({ ...now, data: await ownFiles.bytesOf(filesOf(own).filter(isOwn)) });
        return { name: `${stemOf({ ...of, seed: own.seed })}.grokscope`, bytes };
      } catch (error) {
        store.setState({ failed: wordsOf(error) });
        return null;
      } finally {
        store.setState({ busy: null });
      }
    },
    async open(file) {
      if (store.getState().busy !== null) return;
      const { name, size } = file;
      if (size > MOST_BYTES) {
        const expected = text(`at most ${MOST_BYTES} bytes`, `${MOST_BYTES} バイト以下にしてください。`);
        return store.setState({ ...QUIET, bad: { name, problems: [{ field: 'file', value: sized(size), expected }] } });
      }
      store.setState({ ...QUIET, busy: 'reading' });
      try {
        const read = await client.open(file);
        await turn();
        if (!read.ok) return store.setState({ ...QUIET, bad: { name, problems: read.problems } });
        await take(read.file);
        await turn();
        const last = read.file.made.at(-1);
        const networks = read.file.snapshots.length > 0;
        const brought = broughtBy(read.file.config, findPreset(read.file.preset)?.config);
        store.setState({
          ...QUIET,
          opened: { name, step: read.file.step, kernels: last === undefined ? null : kernelsName(last), here: read.kernelsHere, networks, brought },
        });
      } catch (error) {
        store.setState({ ...QUIET, failed: wordsOf(error) });
      }
    },
    dismiss: () => store.setState({ bad: null, opened: null, failed: null }),
  };
}
