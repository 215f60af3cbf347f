/** What became of a kept run, or how it stands on this page, in few words. Pure. */
import type { TFunction } from 'i18next';
import { standingOf } from '../../engine/run/learned.ts';
import type { Entry } from '../../store/library/entry.ts';
import type { RunStatus } from '../../store/run.ts';

/** @param status on the bench of this page; null where it is not there */
export function fateOf({ run, end }: Entry, status: RunStatus | null, t: TFunction): string {
  if (status === 'running' || status === 'starting') return t('library.on', { step: run.step });
  if (status === 'paused') return t('library.waits', { step: run.step });
  if (end.status === 'diverged') return t('library.diverged', { step: run.step });
  const { train, val } = standingOf(run.milestones);
  const parts = [train, val].flatMap((one) => (one === null ? [] : [t(`library.${one.kind}`, { step: one.step })]));
  const last = t(end.reason === 'stopped' ? 'library.left' : 'library.ended', { step: run.step });
  return [...parts, last].join(' · ');
}
