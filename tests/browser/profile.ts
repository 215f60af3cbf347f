/** A browser's profile on disk, for what has to outlive a browser: each test has a fresh one, and may leave its browser and enter another. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { afterEach, beforeEach } from 'vitest';
import { EXECUTABLE, patient, QUIET } from './browser.ts';

export interface Profile {
  /** The browser that is open with it. */
  readonly context: BrowserContext;
  /** Opens another browser with it, once the last one is gone. */
  enter(): Promise<void>;
  newPage(): Promise<Page>;
}

/** For every test of a file. @param ready what is done with each browser before it has a page */
export function useProfile(ready: (context: BrowserContext) => Promise<void> = () => Promise.resolve()): Profile {
  let folder: string;
  let context: BrowserContext;
  const enter = async (): Promise<void> => {
    const viewport = { width: 1280, height: 720 };
    context = await chromium.launchPersistentContext(folder, { executablePath: EXECUTABLE, args: [...QUIET], viewport, locale: 'en-GB' });
    await ready(context);
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'grokscope-profile-'));
    await enter();
  });
  afterEach(async () => {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    enter,
    get context() {
      return context;
    },
    newPage: async () => patient(await context.newPage()),
  };
}
