/** Code that comes when it is asked for, and its style sheet with it. */
import { text } from '../../engine/text.ts';
import { TooLate, within } from '../../engine/within.ts';
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

/** @throws Error that `isMissing` where it does not come. */
export async function fetched<T>(load: () => Promise<T>): Promise<T> {
  let coming: Promise<T> | null = null;
  try {
    await within(LOAD_MS, PART, refetchStyles());
    const code = load();
    coming = code;
    return await within(LOAD_MS, PART, code);
  } catch (cause) {
    const error = new Error(cause instanceof Error ? cause.message : String(cause), { cause });
    const late = cause instanceof TooLate && !giveUpStyles();
    missing.set(error, late ? coming : null);
    throw error;
  }
}

export interface Arriving<T> {
  /** Null until it has come. */
  here(): T | null;
  /** Asks for it; once more where it did not come. */
  ask(): Promise<T>;
}

export function arriving<T>(load: () => Promise<T>): Arriving<T> {
  let here: T | null = null;
  let coming: Promise<T> | null = null;
  async function attempt(): Promise<T> {
    try {
      return (here = await fetched(load));
    } finally {
      coming = null;
    }
  }
  return {
    here: () => here,
    async ask() {
      return here ?? (coming ??= attempt());
    },
  };
}
