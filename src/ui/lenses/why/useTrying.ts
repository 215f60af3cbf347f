/** What becomes of a click on something to try. */
import { useCallback } from 'react';
import type { ForkPreset } from '../../../engine/forks/fork.ts';
import type { Try } from '../../../engine/why/reason.ts';
import { usePage } from '../../page.tsx';
import type { Run } from '../../../store/run.ts';

const asPreset = ({ label, patch }: Extract<Try, { kind: 'fork' }>): ForkPreset => ({
  id: 'why',
  label,
  help: label,
  plan: ({ shown }) => ({ ok: true, step: shown, patch }),
});

/** @param run the one that is looked at: others from the start are what it began with, but for what is tried */
export function useTrying(run: Run | null): (one: Try) => void {
  const { actions, config, forks, preferences } = usePage();
  return useCallback(
    (one) => {
      if (one.kind === 'lens') preferences.setState({ lens: one.lens, lensOpen: true });
      else if (one.kind === 'fork') forks.as(asPreset(one), 0);
      else if (run !== null) {
        const { landscape } = config.store.getState();
        config.adopt({ config: run.store.getState().asked, landscape }, run.origin.basedOn);
        for (const [path, value] of Object.entries(one.set)) config.setField(path, value);
        actions.restart();
      }
    },
    [actions, config, forks, preferences, run],
  );
}
