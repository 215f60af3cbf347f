/**
 * The training worker's work, apart from its messages: a host of `run`, one at a time. A new run takes the place of the old once its config is
 * accepted and its data is there; of several that wait only the last is begun.
 */
import type { Backends } from '../../engine/backend/select.ts';
import { BackendUnavailable } from '../../engine/backend/unavailable.ts';
import type { RunConfig } from '../../engine/config/config.ts';
import { problemsOfPatch, withChanges, withPatch } from '../../engine/config/live.ts';
import { parseConfig } from '../../engine/config/parse.ts';
import type { Problem } from '../../engine/problem.ts';
import { problemsOfWeights } from '../../engine/run/data.ts';
import { filesOf, weightsOf } from '../../engine/run/files.ts';
import type { RunEvent } from '../../engine/run/events.ts';
import type { Host, ParametersAt } from '../../engine/run/host.ts';
import { run } from '../../engine/run/run.ts';
import { memoryOf } from '../../engine/run/snapshot.ts';
import { Spoken } from '../../engine/spoken.ts';
import type { DataFile } from '../../engine/tasks/task.ts';
import type { Line } from '../crew/attend.ts';
import { parseCommand, type Command, type Message } from '../protocol.ts';
import { serveWire } from '../wire.ts';
import { Askers, type Asker } from './askers.ts';
import { deafFor, OPEN_MS, problemsOfCourse } from './demands.ts';
import { Mailbox } from './mailbox.ts';
import { createRemaking } from './remaking.ts';
import { Stretches } from './stretches.ts';

interface Surroundings extends Pick<Line<Message>, 'post' | 'stretch'> {
  readonly backends: Backends;
  /** Settles once what is opened ahead is open; errors are reported by the run that meets them again. */
  readonly warmed: Promise<unknown>;
  readonly file: Host['file'];
  /** Milliseconds on a monotonic clock. */
  readonly now: () => number;
  /** Lets messages come in. */
  readonly turn: () => Promise<void>;
}

type Work = Extract<Command, { type: 'run' }>;

/** A run that was accepted. */
interface Accepted {
  readonly command: Work;
  readonly config: RunConfig;
  /** The same with the changes that were made: which fields there are to change follows from them. */
  readonly course: { now: RunConfig };
  readonly mailbox: Mailbox;
  readonly askers: Askers;
}

export interface Desk {
  /** Takes anything; what is no command is refused. */
  take(raw: unknown): void;
}

/** Updates at a time in the race for a backend. */
const RACE = 2;

export function createDesk({ post, stretch, backends, warmed, file, now, turn }: Surroundings): Desk {
  const stretches = new Stretches(stretch);
  const remaking = createRemaking({ post, stretches, backends, warmed, file, now, turn });
  let current: (Accepted & { readonly ended: Promise<void> }) | null = null;
  /** Waits for its data, or for the current run to end, which goes on meanwhile. */
  let waiting: Accepted | null = null;

  backends.onLost(() => current?.mailbox.put({ type: 'lost' }));

  /** Snapshots are handed over, and not copied on the way. */
  const tell = (id: string, event: RunEvent): void => post({ type: 'event', run: id, event }, event.type === 'snapshot' ? memoryOf(event.snapshot) : []);

  /** Asks a run for its network, as soon as it comes to it. */
  const ask = ({ askers, mailbox }: Accepted, asker: Asker): void => {
    askers.add(asker);
    mailbox.put({ type: 'parameters' });
  };

  const hostOf = (accepted: Accepted): Host => {
    const { command, mailbox, askers } = accepted;
    const { run: id } = command;
    let heard = now();
    return {
      now,
      file,
      emit: (event) => {
        if (event.type === 'started') {
          post({ type: 'phase', run: id, phase: 'training' });
          // From a snapshot on, a measurement that is seldom made may be the first of its kind.
          stretches.begin(deafFor(accepted.config, command, event.backend), event.step > 0);
          heard = now();
        }
        if (event.type === 'changed') accepted.course.now = withPatch(accepted.course.now, event.patch);
        tell(id, event);
        // What was asked of the device that is gone is asked again.
        if (event.type === 'recovered' && askers.some) mailbox.put({ type: 'parameters' });
      },
      progress: (progress) => post({ type: 'progress', run: id, progress }),
      parameters: (at) => askers.give(at),
      async turn(waitMs) {
        stretches.add(now() - heard);
        const controls = await mailbox.take(waitMs);
        heard = now();
        return controls;
      },
    };
  };

  /** Trains to the end, or until it is stopped. Never throws. */
  const train = async (next: Accepted): Promise<void> => {
    const { command, config } = next;
    try {
      post({ type: 'phase', run: command.run, phase: 'backend' });
      await warmed;
      stretches.begin(OPEN_MS + RACE * deafFor(config, command, command.backend === 'cpu' ? 'cpu' : 'wasm'));
      const { backend, from, told, plan = [], paused, until, terse } = command;
      await run(config, hostOf(next), { backends, backend, from, told, plan, paused, until, terse });
    } catch (error) {
      if (error instanceof BackendUnavailable) post({ type: 'unavailable', run: command.run, backend: error.backend, reason: error.words });
      else {
        const words = error instanceof Spoken ? error.words : null;
        post({ type: 'failed', run: command.run, what: error instanceof Error ? error.message : String(error), words });
      }
    }
    stretches.end();
    next.askers.close();
  };

  /** The first file of a run that cannot be had; null where all can. */
  const missingFor = async ({ command, config }: Accepted): Promise<DataFile | null> => {
    const files = filesOf(config);
    if (files.length > 0) post({ type: 'phase', run: command.run, phase: 'data' });
    const there = (name: DataFile): Promise<boolean> =>
      file(name).then(
        () => true,
        () => false,
      );
    const came = await Promise.all(files.map(there));
    return files.find((_, i) => !came[i]) ?? null;
  };

  /** What keeps a run whose files are all there from beginning with the weights that it asks for. */
  const misfitsOf = async ({ config }: Accepted): Promise<readonly Problem[]> => {
    const weights = weightsOf(config);
    return weights === null ? [] : problemsOfWeights(config, await file(weights));
  };

  const begin = async (next: Accepted): Promise<void> => {
    const missing = await missingFor(next);
    const misfits = missing === null ? await misfitsOf(next) : [];
    // Commands of the same breath come first: of several runs only the last is begun.
    await turn();
    if (waiting !== next) return;
    if (missing !== null || misfits.length > 0) {
      // The page is told, and nothing else changes.
      waiting = null;
      next.askers.close();
      const { run: id } = next.command;
      return post(missing === null ? { type: 'refused', run: id, problems: misfits } : { type: 'missing', run: id, file: missing });
    }
    post({ type: 'phase', run: next.command.run, phase: 'waiting' });
    current?.mailbox.put({ type: 'stop' });
    await current?.ended;
    if (waiting !== next) return;
    waiting = null;
    current = { ...next, ended: train(next) };
  };

  const accept = (command: Work): void => {
    const parsed = parseConfig(command.config);
    const problems = parsed.ok ? problemsOfCourse(command, parsed.config) : parsed.problems;
    if (!parsed.ok || problems.length > 0) return post({ type: 'refused', run: command.run, problems });
    if (waiting !== null) {
      post({ type: 'overtaken', run: waiting.command.run });
      waiting.askers.close();
    }
    const { told, from } = command;
    const course = { now: withChanges(parsed.config, (told ?? from)?.changes ?? []) };
    waiting = { command, config: parsed.config, course, mailbox: new Mailbox(), askers: new Askers() };
    void begin(waiting);
  };

  const find = (id: string): Accepted | null => [current, waiting].find((one) => one?.command.run === id) ?? null;

  const control = ({ run: id, control: said }: Extract<Command, { type: 'control' }>): void => {
    const addressed = find(id);
    if (addressed === null) return;
    const problems = said.type === 'change' ? problemsOfPatch(addressed.course.now, said.patch) : [];
    if (problems.length > 0) post({ type: 'refused', run: id, problems });
    else addressed.mailbox.put(said);
  };

  const parametersOf = (id: string): Promise<ParametersAt | null> =>
    new Promise((resolve) => {
      const one = find(id);
      if (one === null) resolve(null);
      else ask(one, resolve);
    });

  return {
    take(raw) {
      const checked = parseCommand(raw);
      if (!checked.ok) post({ type: 'refused', run: checked.run, problems: checked.problems });
      else if (checked.command.type === 'control') control(checked.command);
      else if (checked.command.type === 'remake') void remaking.take(checked.command);
      else if (checked.command.type === 'rest') remaking.rest(checked.command.run);
      else if (checked.command.type === 'wire') serveWire(checked.command.port, parametersOf);
      else accept(checked.command);
    },
  };
}
