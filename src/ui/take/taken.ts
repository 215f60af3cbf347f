/** Runs of the page as they are taken home. */
import { Snapshots } from '../../engine/run/snapshots.ts';
import { runFileOf } from '../../engine/runfile/runfile.ts';
import { linkOf } from '../../engine/runfile/write.ts';
import type { Run } from '../../store/run.ts';
import { addressOf } from '../../store/url.ts';
import type { TakenRun } from './exporter.ts';

/** As it stands now: it may go on meanwhile. @param here the page's own address */
export function takenOf({ record, plan, origin }: Pick<Run, 'record' | 'plan' | 'origin'>, name: string, here: string): TakenRun {
  const file = runFileOf(record, new Snapshots(), { preset: origin.basedOn, plan, data: {} });
  return { name, file, address: addressOf(linkOf(file), here) };
}

/** What a file about a run is called, without its end. */
export const stemOf = ({ file }: Pick<TakenRun, 'file'>, about: string): string => `${file.preset}-seed${file.config.seed}-${about}`;
