/** What a lens sees of a network, or why it sees nothing. */
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { LookId } from '../../../engine/looks/index.ts';
import type { Seen, Viewer } from '../../../store/viewer.ts';
import { useText } from '../../i18n/useText.ts';
import { NotSeen } from '../../parts/NotSeen.tsx';

interface ViewedProps<K extends LookId> {
  readonly viewer: Viewer<K>;
  /** Whether the lens is in sight. */
  readonly shown: boolean;
  /** What is said where the look failed, with why. */
  readonly failed: (why: string) => string;
  /** Stands there before anything is seen. */
  readonly sketch: ReactNode;
  /** Forgets what the pointer was on. The same function as long as the lens is open. */
  readonly onLeave?: () => void;
  readonly children: (seen: Seen<K>) => ReactNode;
}

export function Viewed<K extends LookId>({ viewer, shown, failed, sketch, onLeave, children }: ViewedProps<K>) {
  const text = useText();
  const state = useStore(viewer.store);
  useEffect(() => viewer.show(shown), [viewer, shown]);
  useEffect(
    () => () => {
      viewer.close();
      onLeave?.();
    },
    [viewer, onLeave],
  );
  if (state.lacks !== null) return <p className="lens-note">{text(state.lacks)}</p>;
  if (state.failed !== null) return <NotSeen words={failed(text(state.failed))} onAgain={viewer.again} />;
  return <div className="lens-viewed">{state.seen === null ? sketch : children(state.seen)}</div>;
}
