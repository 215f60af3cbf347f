/**
 * The lanes of a race: a worker for each of its runs, under the same death watch as any. What befalls one is told of its run and leaves the others
 * alone; where cores are fewer than runs, these take turns.
 */
import type { Crew } from '../../worker/crew/crew.ts';
import type { Port, Post } from '../../worker/crew/seat.ts';
import type { Command, PageControl } from '../../worker/protocol.ts';
import type { LiveRun } from '../liveRun.ts';
import { isOn } from '../run.ts';
import { createTrainer, type Refusal, type Trainer } from '../trainer.ts';
import { Turns, type Taker } from './turns.ts';

export interface Lanes {
  /** Begins these runs, each in a lane of its own; those of a race before are left. */
  start(runs: readonly LiveRun[]): void;
  /** Tells a run that has a lane. Returns false where it has none. */
  send(run: string, control: PageControl): boolean;
  /** Ends a run that has a lane. */
  release(run: string): void;
  /** Ends all that go on. */
  leave(): void;
  /** How to post to the worker of a run; null where it has none. */
  postTo(run: string): Post<Command> | null;
  /** A run was heard of. */
  look(): void;
}

interface Surroundings {
  readonly crew: Crew;
  readonly spawn: () => Port;
  readonly now: () => number;
  /** Runs that may train at a time. */
  readonly cores: number;
  /** Hears that a run has another worker. */
  readonly seated: (run: string) => void;
  /** Hears that a run will not begin. */
  readonly refused: (run: LiveRun, why: Refusal) => void;
}

interface Lane {
  readonly run: LiveRun;
  readonly trainer: Trainer;
  post: Post<Command> | null;
  over: boolean;
  /** Ends what it hears of its run. */
  deaf: () => void;
}

function takerOf({ run }: Lane): Taker {
  const { status } = run.store.getState();
  return {
    id: run.id,
    going: status === 'running',
    coming: status === 'starting',
    reached: run.reached,
    allowed: run.allowed,
    allow: (step) => run.allow(step),
  };
}

export function createLanes({ crew, spawn, now, cores, seated, refused }: Surroundings): Lanes {
  let lanes: readonly Lane[] = [];
  let turns = new Turns(cores, now);

  const laneOf = (id: string): Lane | undefined => lanes.find(({ run, over }) => run.id === id && !over);

  const end = (lane: Lane): void => {
    lane.over = true;
    lane.deaf();
    lane.trainer.leave();
  };

  /** The worker of a run that is over has nothing to do: what goes on from it goes on elsewhere. */
  const clear = (): void => {
    for (const lane of lanes) {
      if (lane.over || isOn(lane.run.store.getState().status)) continue;
      end(lane);
    }
  };

  const look = (): void => {
    clear();
    turns.look(lanes.map(takerOf));
  };

  const laneFor = (run: LiveRun): Lane => {
    const lane: Lane = {
      run,
      post: null,
      over: false,
      deaf: run.store.subscribe(() => look()),
      trainer: createTrainer(
        {
          crew,
          spawn,
          now,
          seated: (post) => {
            lane.post = post;
            seated(run.id);
          },
        },
        {
          began: () => undefined,
          refused: (why) => {
            end(lane);
            refused(run, why);
          },
        },
      ),
    };
    return lane;
  };

  const release = (id: string): void => {
    const lane = laneOf(id);
    if (lane === undefined) return;
    lane.trainer.release(id);
    // One that has yet to begin has no worker to end it.
    if (lane.run.store.getState().status === 'starting') lane.run.leave();
    look();
  };

  const leave = (): void => {
    for (const { run } of lanes) release(run.id);
  };

  return {
    start(runs) {
      leave();
      turns = new Turns(cores, now);
      const begun = runs.map(laneFor);
      // Those of the race before have a moment to end.
      lanes = [...lanes.filter(({ over }) => !over), ...begun];
      for (const { run, trainer } of begun) {
        if (runs.length > cores) run.allow(0);
        trainer.ask(run);
      }
    },
    send: (id, control) => laneOf(id)?.trainer.send(id, control) ?? false,
    release,
    leave,
    postTo: (id) => laneOf(id)?.post ?? null,
    look,
  };
}
