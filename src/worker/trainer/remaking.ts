/** Parts of a run that are made once more, beside nothing else: the latest that was asked for. See Remaker. */
import type { Backends } from '../../engine/backend/select.ts';
import { DeviceLost } from '../../engine/backend/device.ts';
import { BackendUnavailable } from '../../engine/backend/unavailable.ts';
import { parseConfig } from '../../engine/config/parse.ts';
import type { Host } from '../../engine/run/host.ts';
import { filesOf } from '../../engine/run/files.ts';
import { Remaker } from '../../engine/run/remaker.ts';
import { memoryOf } from '../../engine/run/snapshot.ts';
import { Spoken } from '../../engine/spoken.ts';
import type { Line } from '../crew/attend.ts';
import type { Command, Message } from '../protocol.ts';
import { deafFor, OPEN_MS, problemsOfCourse } from './demands.ts';
import type { Stretches } from './stretches.ts';

type Remake = Extract<Command, { type: 'remake' }>;

interface Surroundings extends Pick<Line<Message>, 'post'>, Pick<Host, 'now'> {
  readonly stretches: Stretches;
  readonly backends: Backends;
  readonly warmed: Promise<unknown>;
  readonly file: Host['file'];
  readonly turn: () => Promise<void>;
}

/** How often the page hears how far it is, in milliseconds. */
const PROGRESS_MS = 100;

export interface Remaking {
  /** Makes a part, in place of any before. Never throws. */
  take(command: Remake): Promise<void>;
  /** Nobody waits for it any more. */
  rest(run: string): void;
}

export function createRemaking({ post, stretches, backends, warmed, file, now, turn }: Surroundings): Remaking {
  const remaker = new Remaker({ backends, file, now });
  let wanted = '';
  /** Ends when the part before is over: there is one trainer. */
  let before: Promise<void> = Promise.resolve();

  const make = async ({ run, ...part }: Remake): Promise<void> => {
    const files = filesOf(part.config);
    const there = await Promise.allSettled(files.map((name) => file(name)));
    const missing = files.find((_, i) => there[i]?.status === 'rejected');
    if (missing !== undefined) return post({ type: 'missing', run, file: missing });
    await warmed;
    stretches.begin(OPEN_MS + deafFor(part.config, part, part.told.on ?? 'wasm'));
    const opened = await remaker.open(part);
    if (opened.choice.backend !== part.told.on || opened.choice.build !== part.build)
      return post({ type: 'unavailable', run, backend: part.told.on ?? 'wasm', reason: opened.choice.fallbacks[0]?.reason ?? { en: '', ja: '' } });
    let heard = now();
    let said = heard;
    const snapshot = await remaker.make(part, opened, async (step) => {
      stretches.add(now() - heard);
      if (now() - said >= PROGRESS_MS) {
        said = now();
        post({ type: 'progress', run, progress: { step, stepsPerSecond: 0, paused: false } });
      }
      await turn();
      heard = now();
      return wanted === run;
    });
    if (snapshot !== null) post({ type: 'event', run, event: { type: 'snapshot', step: snapshot.step, snapshot } }, memoryOf(snapshot));
    return undefined;
  };

  const attempt = async (command: Remake): Promise<void> => {
    const { run } = command;
    await before;
    if (wanted !== run) return;
    try {
      await make(command);
    } catch (error) {
      remaker.forget();
      const what = error instanceof Error ? error.message : String(error);
      if (error instanceof BackendUnavailable) post({ type: 'unavailable', run, backend: error.backend, reason: error.words });
      else if (error instanceof DeviceLost) post({ type: 'unavailable', run, backend: command.told.on ?? 'wasm', reason: error.words });
      else post({ type: 'failed', run, what, words: error instanceof Spoken ? error.words : null });
    }
    stretches.end();
  };

  return {
    take(command) {
      const parsed = parseConfig(command.config);
      const problems = parsed.ok ? problemsOfCourse(command, parsed.config) : parsed.problems;
      if (!parsed.ok || problems.length > 0) {
        post({ type: 'refused', run: command.run, problems });
        return Promise.resolve();
      }
      wanted = command.run;
      before = attempt({ ...command, config: parsed.config });
      return before;
    },
    rest(run) {
      if (wanted === run) wanted = '';
    },
  };
}
