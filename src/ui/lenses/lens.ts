/** What a lens says of itself. A lens looks at the network from one more side; it is mounted only while its tab is open. */
import type { ComponentType } from 'react';
import type { RunConfig } from '../../engine/config/config.ts';
import type { Language, Text } from '../../engine/text.ts';
import type { Page } from '../../store/page.ts';
import type { Run } from '../../store/run.ts';
import type { RunName } from '../../figures/plot/runName.ts';
import type { Part } from '../../figures/sheet.ts';
import type { Arriving } from '../parts/arriving.ts';

export interface LensProps {
  /** The run in front; null before the first. */
  readonly run: Run | null;
  /** Whether the lens is in sight: its tab is open and it is not scrolled away. Do no work that only the eye needs while it is not. */
  readonly shown: boolean;
}

/** What a figure of a lens is drawn from. */
interface LensScope {
  readonly page: Page;
  readonly run: Run | null;
  /** Of every run on the bench, by its id. */
  readonly names: ReadonlyMap<string, RunName>;
  /** Of the figure: the lens's label. */
  readonly title: string;
  readonly language: Language;
  /** What a config is, in a line, and at which step. */
  readonly caption: (config: RunConfig, step?: number) => string;
  /** Lets the page do something else. */
  readonly turn: () => Promise<void>;
}

/** A lens on paper: what stands under each other, and of which run it is, in a line. */
export interface DrawnLens {
  readonly parts: readonly Part[];
  readonly caption: string;
}

/** @throws Spoken that says why there is nothing to draw yet */
export type DrawLens = (scope: LensScope) => Promise<DrawnLens>;

/** What a lens shows as rows of a table: lines of CSV, the first of them what its columns are called. @throws Spoken that says why there are none */
export type TableLens = (scope: Pick<LensScope, 'page' | 'language' | 'turn'>) => Promise<Iterable<string>>;

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
  /** How it is drawn for a paper, by code that comes when it is asked for; or why it is not. */
  readonly figure: Arriving<{ readonly draw: DrawLens }> | Text;
  /** What it shows as a table, by code that comes when it is asked for; left out where it is none. */
  readonly table?: Arriving<{ readonly table: TableLens }>;
  /** Its component; `onDemand(() => import(…))` for one that is large: loaded when its tab is first opened, so that the page's first chunk does not grow. */
  readonly Body: ComponentType<LensProps>;
}
