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

/** Errors of code that this page cannot have any more, though it is there for the asking. */
const stuck = new WeakSet<object>();

/** Whether code will not come however often it is asked for: a browser asks for what it needs again only with the page as a whole. */
export const isStuck = (error: unknown): boolean => isObject(error) && stuck.has(error);

interface Failures {
  readonly tries: number;
  /** Where it lies, where a browser has said so. */
  readonly address: string | null;
}
const NONE: Failures = { tries: 0, address: null };

/** How often each did not come. */
const failures = new WeakMap<() => Promise<unknown>, Failures>();

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Where a browser says that a program lies which did not come. */
const addressIn = (cause: unknown): string | null => /https?:\/\/[^\s?#]+\.js/.exec(messageOf(cause))?.[0] ?? null;

/**
 * Code that did not come before. A browser may keep that it did not, as the standard has it (HTML, «fetch a single module script»: the module map
 * holds a failure like a module): then it is asked for at an address of its own.
 */
async function loadedAgain<T>(load: () => Promise<T>, { tries, address }: Failures): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if (address === null) throw cause;
    return (await within(LOAD_MS, PART, import(/* @vite-ignore */ `${address}?again=${tries}`))) as T;
  }
}

/** Whether a file can be had now. */
async function stands(address: string): Promise<boolean> {
  try {
    return (await within(LOAD_MS, PART, fetch(address))).ok;
  } catch {
    return false;
  }
}

/**
 * Whether the file is there and still does not run: then a program that it needs did not come once, and is held for one that never does. Style
 * sheets can be asked for at any time.
 */
async function cannotCome(cause: unknown, { tries, address }: Failures): Promise<boolean> {
  if (tries === 0 || /\.css\b/.test(messageOf(cause))) return false;
  return address === null ? tries > 1 : stands(address);
}

/** @throws Error that `isMissing` where it does not come. */
export async function fetched<T>(load: () => Promise<T>): Promise<T> {
  let coming: Promise<T> | null = null;
  const before = failures.get(load) ?? NONE;
  try {
    await within(LOAD_MS, PART, refetchStyles());
    const code = before.tries === 0 ? load() : loadedAgain(load, before);
    coming = code;
    return await within(LOAD_MS, PART, code);
  } catch (cause) {
    const error = new Error(messageOf(cause), { cause });
    const late = cause instanceof TooLate && !giveUpStyles();
    missing.set(error, late ? coming : null);
    failures.set(load, { tries: before.tries + 1, address: before.address ?? addressIn(cause) });
    if (await cannotCome(cause, before)) stuck.add(error);
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
