/** The step that is pinned in the charts is the moment that the page shows, and the other way round. */
import { useEffect } from 'react';
import type { Moment } from '../../store/moment.ts';
import { LIVE } from './cursor.ts';
import type { Stage } from './stage.ts';

export function usePins({ cursor }: Stage, { store, goTo }: Moment): void {
  useEffect(() => {
    const follow = (): void => {
      const { step } = store.getState();
      const now = cursor.get();
      if (step !== null && (!now.pinned || now.step !== step)) cursor.set({ step, pinned: true });
      if (step === null && now.pinned) cursor.set(LIVE);
    };
    follow();
    const stops = [
      store.subscribe(follow),
      cursor.subscribe(() => {
        const { step, pinned } = cursor.get();
        if (pinned || step === null) goTo(step);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [cursor, store, goTo]);
}
