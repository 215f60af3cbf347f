/** Components whose code comes when they are first shown. What did not come is fetched again when the component is mounted again. */
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { fetched } from './arriving.ts';
import { Waiting } from './Waiting.tsx';

/** React.lazy keeps what it was told for ever, also that nothing came; this asks again. */
export function onDemand<Props extends object>(load: () => Promise<{ readonly default: ComponentType<Props> }>): ComponentType<Props> {
  let failed = false;
  const attempt = async () => {
    try {
      return await fetched(load);
    } catch (error) {
      failed = true;
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
