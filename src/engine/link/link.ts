/** What a link says: the settings and the changes to come, and how they are looked at. */
import type { Settings } from '../config/settings.ts';
import { MOST } from '../race/variants.ts';
import type { Change } from '../run/change.ts';
import { LANGUAGES, type Language } from '../text.ts';

const AXES = ['log', 'linear'] as const;
export type Axis = (typeof AXES)[number];

/** Which build of the kernels; see BackendRequest. */
const KERNELS = ['fastest', 'exact'] as const;
type Kernels = (typeof KERNELS)[number];

export interface Link {
  /** As the run begins. */
  readonly settings: Settings;
  /** Changes while it goes on, in the order of their steps. */
  readonly changes: readonly Change[];
  readonly basedOn: string;
  readonly kernels: Kernels;
  /** null where the link leaves them to the reader. */
  readonly axis: Axis | null;
  readonly language: Language | null;
  /** The lens that is open, by its id in small letters; which there are is the page's business. */
  readonly lens: string | null;
  /** The step that the page shows of the run; null: its latest. */
  readonly at: number | null;
  /** Presets that its run is compared with, by id. */
  readonly beside: readonly string[];
}

/** Parts of a link that are no fields, and what they may be. */
export const WORDS = { axis: AXES, kernels: KERNELS, lang: LANGUAGES } as const;

/** Presets that a run is compared with: as many as a race has runs beside the first. */
export const MOST_BESIDE = MOST - 1;

/** Those that are free, by what they look like. */
export const FREE = {
  lens: /^[a-z][\w-]{0,39}$/i,
  at: /^\d{1,9}$/,
  beside: new RegExp(String.raw`^[a-z\d-]{1,40}(?:,[a-z\d-]{1,40}){0,${MOST_BESIDE - 1}}$`, 'i'),
} as const;
type Free = keyof typeof FREE;
export const isFree = (name: string): name is Free => Object.hasOwn(FREE, name);
