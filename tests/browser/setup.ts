/** Builds the page once and serves it for all browser tests. */
import { build, preview } from 'vite';
import type { TestProject } from 'vitest/node';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await build({ logLevel: 'warn' });
  const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'warn' });
  const address = server.resolvedUrls?.local[0] ?? server.resolvedUrls?.network[0];
  if (address === undefined) throw new Error('the preview server has no address');
  project.provide('pageUrl', address);
  return () => server.close();
}

declare module 'vitest' {
  interface ProvidedContext {
    pageUrl: string;
  }
}
