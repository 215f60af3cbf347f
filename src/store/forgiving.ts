/** What is said of a file that was refused is old news once another one was opened, wherever either of them was to go. */
import type { OwnFiles } from './ownFiles.ts';
import type { RunFiles } from './runFiles.ts';

/** From here on. */
export function forgive(runFiles: Pick<RunFiles, 'store' | 'dismiss'>, ownFiles: Pick<OwnFiles, 'store' | 'dismiss'>): void {
  runFiles.store.subscribe(({ opened }, before) => {
    if (opened !== null && opened !== before.opened && ownFiles.store.getState().refused !== null) ownFiles.dismiss();
  });
  ownFiles.store.subscribe(({ reading, refused }, before) => {
    const { bad, failed } = runFiles.store.getState();
    if (refused === null && reading === null && before.reading !== null && (bad !== null || failed !== null)) runFiles.dismiss();
  });
}
