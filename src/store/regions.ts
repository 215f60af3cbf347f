/**
 * The slice of linear regions that the page shows: which plane and which part of it (asked for), and the latest picture (what came back). While
 * it is in sight and follows, it asks the run for its network, has it cut, and asks again: never faster than it can draw, never twice at once.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../engine/config/config.ts';
import type { Text } from '../engine/text.ts';
import type { RegionsClient } from '../worker/regions/client.ts';
import type { Anchors, ExampleRef, Look, Offered, RegionsMessage, SliceSeen } from '../worker/regions/protocol.ts';
import type { Runs } from './runs.ts';

export { NEAR } from '../worker/regions/protocol.ts';
export type { AnchorSeen, ExampleSet, Offered, SliceSeen } from '../worker/regions/protocol.ts';

export type Offer = Extract<RegionsMessage, { type: 'offered' }>;
export type Frame = Pick<Look, 'x' | 'y' | 'zoom'>;

/** How many regions came close to the three points at a step. */
interface Count {
  readonly step: number;
  readonly near: number;
}

export interface RegionsState {
  readonly anchors: Anchors;
  readonly frame: Frame;
  /** Whether the picture goes on with the run. */
  readonly following: boolean;
  readonly seen: SliceSeen | null;
  /** Share of the slice at hand that is done, once it takes long; null while nothing is under way. */
  readonly covered: number | null;
  readonly offer: Offer | null;
  /** Why there is nothing to see. */
  readonly none: Text | null;
  readonly flat: Text | null;
  readonly failed: string | null;
  /** Mean over the three points of the regions near them, over the run. */
  readonly counts: readonly Count[];
}

export interface Regions {
  readonly store: StoreApi<RegionsState>;
  /** Begins when the view comes into sight, and rests while it is not. */
  show(shown: boolean): void;
  /** Ends the worker; what was chosen stays. */
  close(): void;
  anchor(slot: number, example: ExampleRef): void;
  frame(frame: Frame): void;
  /** The picture's width over its height. */
  aspect(aspect: number): void;
  follow(following: boolean): void;
}

interface Surroundings {
  readonly runs: Runs;
  /** The config that is asked for: shown freshly initialised while there is no run. */
  readonly asked: { getState(): { readonly config: RunConfig }; subscribe(listener: () => void): () => void };
  readonly client: (receive: (message: RegionsMessage) => void) => RegionsClient;
  /** Shortest time between two networks, in milliseconds. */
  readonly every?: number;
}

export const HOME: Frame = { x: 0, y: 0, zoom: 1 };
/** Closer than this, float64 has no digits left. */
export const ZOOMS: readonly [least: number, most: number] = [0.05, 1e6];
/** Until it is known what there is. */
const FIRST: Anchors = [
  { set: 'train', index: 0 },
  { set: 'train', index: 1 },
  { set: 'val', index: 0 },
];
const MOST_COUNTS = 2000;
/** Milliseconds. */
const LONGEST_REST = 3000;

const START: RegionsState = {
  anchors: FIRST,
  frame: HOME,
  following: true,
  seen: null,
  covered: null,
  offer: null,
  none: null,
  flat: null,
  failed: null,
  counts: [],
};

/** Two examples that are learnt by heart and one that has to be understood, with three different answers where there are as many. */
function firstOf({ train, val }: Offer): Anchors {
  const other = ({ classes, count }: Offered, ...taken: readonly (number | undefined)[]): number => {
    for (let i = 0; i < count; i++) if (!taken.includes(classes?.[i])) return i;
    return 0;
  };
  if (train.classes === null || val.classes === null) return FIRST;
  const second = other(train, train.classes[0]);
  return [
    { set: 'train', index: 0 },
    { set: 'train', index: second },
    { set: 'val', index: other(val, train.classes[0], train.classes[second]) },
  ];
}

/** What of a config decides which examples there are. */
const dataOf = ({ task, seed }: RunConfig): string => JSON.stringify([task, seed]);

export function createRegions({ runs, asked, client: connect, every = 300 }: Surroundings): Regions {
  const store = createStore<RegionsState>(() => START);
  let shown = false;
  let aspect = 1;
  let look = 0;
  let network = 0;
  /** The run, or the config, whose network was sent last, and its step. */
  let sent = { of: '', step: -1, data: '' };
  /** Whose regions near the points were counted, and what the worker failed on. */
  let counted = '';
  let failedOn = '';
  /** Whether the three points are still to be chosen, once the data is known. */
  let fresh = true;
  /** Waits for a network or for its slice. */
  let waiting = false;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const receive = (message: RegionsMessage): void => {
    switch (message.type) {
      case 'offered':
        store.setState({ offer: message });
        return fresh ? relook({ anchors: firstOf(message) }) : undefined;
      case 'progress':
        return message.look === look ? store.setState({ covered: message.covered }) : undefined;
      case 'slice':
        if (message.seen.network === network) settle(message.seen.took);
        return take(message.seen);
      case 'none':
        settle();
        return store.setState({ none: message.why, seen: null, covered: null });
      case 'flat':
        settle();
        return store.setState({ flat: message.problem, seen: null, covered: null });
      case 'failed':
        // Not tried again before something else is to be shown.
        waiting = false;
        failedOn = sent.of;
        sent = { of: '', step: -1, data: '' };
        return store.setState({ failed: message.what, seen: null, covered: null });
    }
  };
  const client = connect(receive);

  const take = (seen: SliceSeen): void => {
    const { counts } = store.getState();
    const near = seen.anchors.reduce((sum, anchor) => sum + anchor.near, 0) / seen.anchors.length;
    const last = counts.at(-1);
    const sameStep = last !== undefined && last.step >= seen.step;
    store.setState({
      seen,
      covered: null,
      none: null,
      flat: null,
      failed: null,
      counts: sameStep
        ? [...counts.filter(({ step }) => step < seen.step), { step: seen.step, near }]
        : [...counts, { step: seen.step, near }].slice(-MOST_COUNTS),
    });
  };

  /** The worker is done; the next network may come after as long as this one took, so that training keeps half of a core that it may share. */
  const settle = (took = 0): void => {
    waiting = false;
    soon(Math.max(every, Math.min(took, LONGEST_REST)));
  };

  const soon = (delay = every): void => {
    if (shown) timer ??= setTimeout(() => void refresh(), delay);
  };

  /** Sends the network where it is another than before. */
  const refresh = async (): Promise<void> => {
    timer = null;
    if (!shown || waiting) return;
    const { record, config: ran, step, status } = runs.store.getState();
    const config = status === 'idle' || ran === null ? asked.getState().config : ran;
    const of = record === null ? JSON.stringify(config) : record.id;
    const other = of !== sent.of;
    if (of === failedOn || (!other && (!store.getState().following || store.getState().none !== null || step === sent.step))) return;
    failedOn = '';
    waiting = true;
    const at = await runs.parameters();
    if (!shown) {
      waiting = false;
      return;
    }
    const data = dataOf(config);
    if (other) {
      const sameData = data === sent.data;
      store.setState({ covered: 0, ...(sameData ? {} : { anchors: FIRST, frame: HOME, seen: null }), none: null, flat: null, failed: null });
      if (!sameData) fresh = true;
      if (of !== counted) store.setState({ counts: [] });
      counted = of;
      relook({});
    }
    sent = { of, step: at?.step ?? step, data };
    client.network(++network, config, at);
  };

  const relook = (state: Partial<Pick<RegionsState, 'anchors' | 'frame'>>): void => {
    store.setState(state);
    if (!shown) return;
    const { anchors, frame } = store.getState();
    client.look(++look, { anchors, ...frame, aspect });
  };

  const wake = (): void => {
    const { following } = store.getState();
    if (shown && !waiting && (following || runs.store.getState().record?.id !== sent.of)) soon();
  };
  runs.store.subscribe(wake);
  asked.subscribe(wake);

  return {
    store,
    show(now) {
      if (now === shown) return;
      shown = now;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (!shown) return;
      relook({});
      soon(0);
    },
    close() {
      shown = false;
      waiting = false;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      failedOn = '';
      sent = { of: '', step: -1, data: sent.data };
      client.dispose();
    },
    anchor(slot, example) {
      fresh = false;
      const anchors = store.getState().anchors.map((before, k) => (k === slot ? example : before)) as unknown as Anchors;
      store.setState({ counts: [] });
      relook({ anchors });
    },
    frame: (frame) => relook({ frame }),
    aspect(next) {
      if (Math.abs(next - aspect) < 1e-3) return;
      aspect = next;
      relook({});
    },
    follow(following) {
      store.setState({ following });
      wake();
    },
  };
}
