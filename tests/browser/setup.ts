/** Builds the page and the command line where they have changed, and serves the page for all browser tests. */
import { preview } from 'vite';
import type { TestProject } from 'vitest/node';
import { built } from '../../scripts/builds.mjs';

/** The command line's file. */
export const programOf = (): string => `${built('cli')}/main.js`;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await preview({ build: { outDir: built('page') }, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'warn' });
  const address = server.resolvedUrls?.local[0] ?? server.resolvedUrls?.network[0];
  if (address === undefined) throw new Error('the preview server has no address');
  project.provide('pageUrl', address);
  project.provide('program', programOf());
  return () => server.close();
}

declare module 'vitest' {
  interface ProvidedContext {
    pageUrl: string;
    /** The command line's file. */
    program: string;
  }
}
