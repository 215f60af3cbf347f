/** All that a page is made of: one value, which the components get by context. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isOwn } from '../engine/tasks/task.ts';
import { createCrew, type Crew } from '../worker/crew/crew.ts';
import { createReplayer } from '../worker/replay/client.ts';
import { createRunFilesClient } from '../worker/runFiles/client.ts';
import { createLooksClient } from '../worker/looks/client.ts';
import { spawnTrainer } from '../worker/trainer/spawn.ts';
import { createTurn } from '../worker/turn.ts';
import { createWiring } from '../worker/wiring.ts';
import { createActions, type Actions } from './actions.ts';
import { createBench, type Bench } from './bench.ts';
import type { Beside } from './beside.ts';
import { budgetFor } from './budget.ts';
import { createConfig, type ConfigStore } from './config.ts';
import { createTablesClient } from '../worker/tables/client.ts';
import { createExamples, type ExamplesShown } from './examples.ts';
import { followFront } from './following.ts';
import { forgive } from './forgiving.ts';
import { createForks, type Forks } from './forks.ts';
import { frontOf, type FrontState } from './front.ts';
import { createLibrary, type Library } from './library/library.ts';
import { browserRoom, retainRoom } from './library/room.ts';
import { browserShelf, RUNS } from './library/shelf.ts';
import { createLooks, type Looks } from './looks.ts';
import { browserFiles } from './keptFiles.ts';
import { createMoment, type Moment, type MomentState } from './moment.ts';
import { createNotices, type NoticesState } from './notices.ts';
import { createOwnFiles, type OwnFiles } from './ownFiles.ts';
import { createPlay, type Play } from './play.ts';
import { createPreferences, type PreferencesStore } from './preferences.ts';
import { coresHere } from './race/cores.ts';
import { createRegions, type Regions } from './regions.ts';
import { createRunFiles, type RunFiles } from './runFiles.ts';
import { subjectsOf } from './subject.ts';
import { browserTabs } from './tabs.ts';
import { throttled } from './throttled.ts';

/** Whose workers stopped and are being replaced, by name, until their work goes on. */
interface ReplacingState {
  readonly names: ReadonlySet<string>;
}

export interface Page {
  readonly config: ConfigStore;
  readonly preferences: PreferencesStore;
  readonly notices: StoreApi<NoticesState>;
  readonly crew: Crew;
  readonly replacing: StoreApi<ReplacingState>;
  readonly bench: Bench;
  /** The runs that the browser keeps. */
  readonly library: Library;
  /** The run in front, as it is shown; and the same for words and figures that nobody can read ten times a second. */
  readonly front: StoreApi<FrontState>;
  readonly calm: StoreApi<FrontState>;
  /** The moment of it that is shown. */
  readonly moment: Moment;
  /** The same for words and figures, which nobody reads while they fly past; the way back to the latest, and what was waited for, at once. */
  readonly calmMoment: StoreApi<MomentState>;
  readonly play: Play;
  /** Presets that a link compares the run with. */
  readonly beside: Beside;
  readonly actions: Actions;
  readonly forks: Forks;
  readonly runFiles: RunFiles;
  /** A viewer of any look of the registry. */
  readonly looks: Looks;
  /** Those that more than one component shows. */
  readonly regions: Regions;
  readonly examples: ExamplesShown;
  /** The reader's files, which every worker has from here. */
  readonly ownFiles: OwnFiles;
}

const CALM_MS = 300;
/** Of moments: whoever moves among them looks at the pictures. */
const CALM_MOMENT_MS = 100;

export function createPage(): Page {
  const config = createConfig();
  const preferences = createPreferences();
  const replacing = createStore<ReplacingState>(() => ({ names: new Set() }));
  const crew = createCrew(
    undefined,
    (names) => replacing.setState({ names }),
    (file) => ownFiles.give(file),
  );
  const ownFiles = createOwnFiles({ config, readFile: createTablesClient(crew), kept: browserFiles });
  const wiring = createWiring();
  const { deviceMemory } = (globalThis.navigator ?? {}) as { readonly deviceMemory?: number };
  const bench = createBench({ crew, spawn: () => spawnTrainer('trainer'), seated: wiring.trainer, cores: coresHere(), budget: budgetFor(deviceMemory) });
  const front = frontOf(bench);
  const moment = createMoment({ front, replayer: createReplayer({ crew, spawn: () => spawnTrainer('replay') }), now: () => performance.now() });
  const actions = createActions({ bench, config, preferences });
  const subjects = subjectsOf(front, config.store, moment.store);
  const looks = createLooks({ client: (receive) => createLooksClient(crew, wiring.looks, receive), subjects });
  const play = createPlay({ moment, front, looks, now: () => performance.now() });
  // What a run could not begin for is here, or another file is what is asked for now.
  ownFiles.store.subscribe((now, before) => {
    const { missing } = bench.store.getState();
    if (now.here !== before.here && missing !== null && isOwn(missing.file)) bench.store.setState({ missing: null });
  });
  const beside: Beside = createStore<readonly string[]>(() => []);
  // What a link compares is what the link says: whoever chooses other settings compares something else.
  let latest = config.store.getState().choice;
  config.store.subscribe(({ choice }) => {
    if (choice > latest) beside.setState([], true);
    latest = Math.max(latest, choice);
  });
  followFront(bench, config);
  const runFiles = createRunFiles({ bench, config, client: createRunFilesClient(crew), ownFiles, turn: createTurn() });
  forgive(runFiles, ownFiles);
  return {
    config,
    preferences,
    notices: createNotices(),
    crew,
    replacing,
    bench,
    library: createLibrary({ bench, shelf: browserShelf, tabs: browserTabs(RUNS), roomOf: browserRoom, retain: retainRoom }),
    front,
    calm: throttled(front, CALM_MS, (now, before) => now.status !== before.status || now.phase !== before.phase || now.run !== before.run),
    moment,
    calmMoment: throttled(
      moment.store,
      CALM_MOMENT_MS,
      // Words of a film are of its picture.
      (now, before) =>
        play.store.getState().playing || (now.step === null) !== (before.step === null) || (now.replayed && now.step === before.step && !before.replayed),
    ),
    beside,
    play,
    actions,
    forks: createForks({ actions, config, front, moment }),
    runFiles,
    looks,
    regions: createRegions(looks),
    examples: createExamples(looks),
    ownFiles,
  };
}
