/** Everything that crosses between the page and the worker that makes films. */
import type { RunFile } from '../../engine/runfile/runfile.ts';
import type { Language, Text } from '../../engine/text.ts';
import type { Shot } from '../../figures/film/schedule.ts';
import type { Axis } from '../../figures/plot/xAxis.ts';
import type { RunName } from '../../figures/plot/runName.ts';

export type Container = 'webm' | 'mp4' | 'gif';

/** What a film is of. */
export interface Film {
  readonly container: Container;
  /** Pictures a second. */
  readonly perSecond: number;
  /** All runs that are drawn, as they were when it was asked for, by their ids. */
  readonly runs: readonly { readonly id: string; readonly file: RunFile }[];
  readonly front: string;
  readonly ghosts: readonly string[];
  readonly groups: readonly (readonly string[])[];
  /** What the groups' bands are called, one for each. */
  readonly medians: readonly string[];
  readonly names: readonly (readonly [id: string, name: RunName])[];
  /** Charts, by their ids. */
  readonly charts: readonly string[];
  readonly axis: Axis;
  readonly language: Language;
  readonly caption: string;
  /** Moments in their order, with what is said of each. */
  readonly shots: readonly (Shot & { readonly sentence: string })[];
}

/** Page → worker. */
export interface FilmCommand {
  readonly type: 'shoot';
  readonly film: Film;
}

/** Worker → page. */
export type FilmMessage =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'shot'; readonly bytes: ArrayBuffer }
  | { readonly type: 'failed'; readonly what: Text };
