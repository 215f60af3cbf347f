/** What a lens says of itself. A lens looks at the network from one more side; it is mounted only while its tab is open. */
import type { ComponentType } from 'react';
import type { RunConfig } from '../../engine/config/config.ts';
import type { Text } from '../../engine/text.ts';
import type { Run } from '../../store/run.ts';

export interface LensProps {
  /** The run in front; null before the first. */
  readonly run: Run | null;
  /** Whether the lens is in sight: its tab is open and it is not scrolled away. Do no work that only the eye needs while it is not. */
  readonly shown: boolean;
}

export interface Lens {
  /** Stands in links and presets for ever. */
  readonly id: string;
  /** On its tab: a word or two. */
  readonly label: Text;
  /** One line under the tabs: what it shows and what to look for. */
  readonly summary: Text;
  /** Whether it shows the run that is there, or what the settings would make; before there is a run both are the same. */
  readonly subject: 'run' | 'settings';
  /** How many runs have to be on the bench for its tab to be there; left out where it needs none. */
  readonly runs?: number;
  /** What the workers are called that work for it; left out where there are none. */
  readonly workers?: string;
  /** Why it has nothing to show for a config, as a sentence; null where it has. Pure. */
  readonly lacks: (config: RunConfig) => Text | null;
  /** Its component; `onDemand(() => import(…))` for one that is large: loaded when its tab is first opened, so that the page's first chunk does not grow. */
  readonly Body: ComponentType<LensProps>;
}
