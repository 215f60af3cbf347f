/** Components whose code comes when they are first shown. What did not come is fetched again when the component is mounted again. */
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { text } from '../../engine/text.ts';
import { TooLate, within } from '../../engine/within.ts';
import { Waiting } from './Waiting.tsx';
import { giveUpStyles, refetchStyles } from './styles.ts';

/** A slow network brings the largest part in half of this. */
const LOAD_MS = 60_000;
const PART = text('this part of the page', 'ページのこの部分');

/** By the error that says so: the code that did not arrive; where the browser is still waiting for it, its arrival. */
const missing = new WeakMap<object, Promise<unknown> | null>();
const isObject = (error: unknown): error is object => typeof error === 'object' && error !== null;

/** Whether an error is that of code which did not arrive. */
export const isMissing = (error: unknown): boolean => isObject(error) && missing.has(error);

/**
 * The arrival of code that a browser is still waiting for: it asks for no file of a program a second time while it does. Null where nothing is on
 * its way, and another try asks again.
 */
export const arrivalOf = (error: unknown): Promise<unknown> | null => (isObject(error) ? (missing.get(error) ?? null) : null);

/** React.lazy keeps what it was told for ever, also that nothing came; this asks again. */
export function onDemand<Props extends object>(load: () => Promise<{ readonly default: ComponentType<Props> }>): ComponentType<Props> {
  let failed = false;
  const attempt = async () => {
    let coming: Promise<unknown> | null = null;
    try {
      await within(LOAD_MS, PART, refetchStyles());
      const code = load();
      coming = code;
      return await within(LOAD_MS, PART, code);
    } catch (cause) {
      failed = true;
      const error = new Error(cause instanceof Error ? cause.message : String(cause), { cause });
      const late = cause instanceof TooLate && !giveUpStyles();
      missing.set(error, late ? coming : null);
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
