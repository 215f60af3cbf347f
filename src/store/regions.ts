/**
 * The slice of linear regions that the page shows: which plane and which part of it (asked for), and the latest picture (what came back), with
 * the count of regions near its three points over the run.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExampleSet } from '../engine/data/dataset.ts';
import type { AnswerOf } from '../engine/looks/index.ts';
import type { Anchors, ExampleRef, RegionsQuestion, SliceSeen } from '../engine/looks/regions/question.ts';
import type { Text } from '../engine/text.ts';
import type { Looks } from './looks.ts';
import { dataOf } from './subject.ts';
import type { Seen, ViewerState } from './viewer.ts';

export type Frame = Pick<RegionsQuestion, 'x' | 'y' | 'zoom'>;

/** Which examples can be chosen. */
export type Offer = AnswerOf<'examples'>;
export type Offered = Offer[ExampleSet];

/** A slice, what was asked, and of which step. */
export interface SliceAt extends SliceSeen {
  /** Whose network it was; see Subject. */
  readonly subject: string;
  readonly at: RegionsQuestion;
  readonly step: number;
  readonly took: number;
}

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
  readonly seen: SliceAt | null;
  /** Share of the slice at hand that is done, once it takes long; null while nothing is under way. */
  readonly covered: number | null;
  readonly offer: Offer | null;
  /** Why there is nothing to see. */
  readonly none: Text | null;
  readonly flat: Text | null;
  readonly failed: Text | null;
  /** Mean over the three points of the regions near them, over the run. */
  readonly counts: readonly Count[];
}

export interface Regions {
  readonly store: StoreApi<RegionsState>;
  /** Begins when the view comes into sight, and rests while it is not. */
  show(shown: boolean): void;
  /** Lets the worker go; what was chosen stays. */
  close(): void;
  anchor(slot: number, example: ExampleRef): void;
  frame(frame: Frame): void;
  /** The picture's width over its height. */
  aspect(aspect: number): void;
  follow(following: boolean): void;
  /** Tries once more what failed. */
  again(): void;
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

/** Two examples that are learnt by heart and one that has to be understood, with three different answers where there are as many. */
function firstOf({ train, val }: Offer): Anchors {
  const other = ({ classes }: Offered, ...taken: readonly (number | undefined)[]): number =>
    Math.max(0, classes?.findIndex((one) => !taken.includes(one)) ?? 0);
  if (train.classes === null) return FIRST;
  const second = other(train, train.classes[0]);
  return [
    { set: 'train', index: 0 },
    { set: 'train', index: second },
    { set: 'val', index: other(val, train.classes[0], train.classes[second]) },
  ];
}

/** The counts with one more: of one step there is one. A run's past may be looked at later. */
function counted(counts: readonly Count[], { step, anchors }: SliceAt): readonly Count[] {
  const near = anchors.reduce((sum, anchor) => sum + anchor.near, 0) / anchors.length;
  const others = counts.filter((count) => count.step !== step);
  return [...others, { step, near }].toSorted((a, b) => a.step - b.step).slice(-MOST_COUNTS);
}

export function createRegions(looks: Looks): Regions {
  const store = createStore<RegionsState>(() => ({
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
  }));
  let aspect = 1;
  /** Whose regions near the points were counted, and which data was offered. */
  let subject = '';
  let offered = '';

  const asking = (): RegionsQuestion => {
    const { anchors, frame } = store.getState();
    return { anchors, ...frame, aspect };
  };
  const slices = looks.viewer('regions', 'regions', asking(), { keeps: (before, now) => dataOf(before) === dataOf(now) });
  const data = looks.viewer('regions.data', 'examples', { train: 0, val: 0 }, { still: true });

  const relook = (state: Partial<RegionsState>): void => {
    store.setState(state);
    slices.ask(asking());
  };

  /** Other data: the points are chosen anew. */
  const offer = (seen: Seen<'examples'> | null): void => {
    if (seen === null) return;
    store.setState({ offer: seen.answer });
    if (seen.subject !== offered) relook({ anchors: firstOf(seen.answer), frame: HOME });
    offered = seen.subject;
  };

  const take = ({ seen, share, lacks, failed, following }: ViewerState<'regions'>, before: ViewerState<'regions'>): void => {
    store.setState({ covered: share, none: lacks, failed, following });
    if (seen === before.seen) return;
    if (seen === null) return store.setState({ seen: null, flat: null });
    const { answer, question: at, step, took } = seen;
    if ('problem' in answer) return store.setState({ seen: null, flat: answer.problem });
    const slice = { ...answer, at, step, took, subject: seen.subject };
    const { counts } = store.getState();
    store.setState({ seen: slice, flat: null, counts: counted(seen.subject === subject ? counts : [], slice) });
    subject = seen.subject;
  };

  data.store.subscribe(({ seen }) => offer(seen));
  slices.store.subscribe(take);

  return {
    store,
    show(shown) {
      data.show(shown);
      slices.show(shown);
    },
    close() {
      data.close();
      slices.close();
    },
    anchor(slot, example) {
      const anchors = store.getState().anchors.map((before, k) => (k === slot ? example : before)) as unknown as Anchors;
      relook({ anchors, counts: [] });
    },
    frame: (frame) => relook({ frame }),
    aspect(next) {
      if (Math.abs(next - aspect) < 1e-3) return;
      aspect = next;
      relook({});
    },
    follow: (following) => slices.follow(following),
    again() {
      data.again();
      slices.again();
    },
  };
}
