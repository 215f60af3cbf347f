/** Runs of the page as they are taken home. */
import { Snapshots } from '../../engine/run/snapshots.ts';
import { runFileOf, stemOf } from '../../engine/runfile/runfile.ts';
import { linkOf } from '../../engine/runfile/write.ts';
import type { Run } from '../../store/run.ts';
import { saidOf } from '../../store/runFiles.ts';
import { addressOf } from '../../store/url.ts';
import type { TakenRun } from './exporter.ts';

/** As it stands now: it may go on meanwhile. @param here the page's own address */
export function takenOf(run: Pick<Run, 'record' | 'plan' | 'origin' | 'parent'>, name: string, here: string): TakenRun {
  const file = runFileOf(run.record, new Snapshots(), saidOf(run));
  return { name, file, address: addressOf(linkOf(file), here) };
}

/** What a file about a run is called, without its end. */
export const calledOf = ({ file }: Pick<TakenRun, 'file'>, about: string): string => `${stemOf({ ...file, seed: file.config.seed })}-${about}`;
