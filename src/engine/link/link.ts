/** What a link says: the settings and the changes to come, and how they are looked at. */
import type { Settings } from '../config/settings.ts';
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
}

/** Parts of a link that are no fields. */
export const WORDS = { axis: AXES, kernels: KERNELS, lang: LANGUAGES } as const;
