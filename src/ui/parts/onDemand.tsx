/** Components whose code comes when they are first shown. What did not come is fetched again when the component is mounted again. */
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { text } from '../../engine/text.ts';
import { within } from '../../engine/within.ts';
import { Waiting } from './Waiting.tsx';
import { refetchStyles } from './styles.ts';

/** A slow network brings the largest part in half of this. */
const LOAD_MS = 60_000;

const missing = new WeakSet<object>();

/** Whether an error is that of code which did not arrive. */
export const isMissing = (error: unknown): boolean => typeof error === 'object' && error !== null && missing.has(error);

/** React.lazy keeps what it was told for ever, also that nothing came; this asks again. */
export function onDemand<Props extends object>(load: () => Promise<{ readonly default: ComponentType<Props> }>): ComponentType<Props> {
  let failed = false;
  const attempt = async () => {
    try {
      await refetchStyles();
      return await within(LOAD_MS, text('this part of the page', 'ページのこの部分'), load());
    } catch (cause) {
      failed = true;
      const error = new Error(cause instanceof Error ? cause.message : String(cause), { cause });
      missing.add(error);
      throw error;
    }
  };
  let Body = lazy(attempt);
  return function OnDemand(props: Props) {
    // Mounted outside what waits, so that it stays the same while it waits.
    const [Now] = useState(() => {
      if (failed) Body = lazy(attempt);
      failed = false;
      return Body;
    });
    return (
      <Suspense fallback={<Waiting />}>
        <Now {...props} />
      </Suspense>
    );
  };
}
