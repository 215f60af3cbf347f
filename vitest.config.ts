import { defineConfig } from 'vitest/config';
import { dataFiles } from './scripts/data-plugin.ts';
import { kernels } from './scripts/kernels-plugin.ts';
import { offerVulkan } from './scripts/vulkan.ts';

// Before Vitest starts the processes that look for it.
offerVulkan();

export default defineConfig({
  plugins: [kernels(), dataFiles()],
  // TF.js's ES modules do not load in Node unbundled.
  ssr: { noExternal: [/@tensorflow\//], resolve: { mainFields: ['module', 'main'] } },
  test: {
    server: { deps: { inline: [/@tensorflow\//] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**', 'tests/cli/**', 'tests/ui/**'],
          environment: 'node',
          testTimeout: 60000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts', 'tests/cli/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'tests/browser/setup.ts',
          fileParallelism: false,
          testTimeout: 180000,
          hookTimeout: 180000,
        },
      },
      { extends: true, test: { name: 'ui', include: ['tests/ui/**/*.test.{ts,tsx}'], environment: 'happy-dom', testTimeout: 20000 } },
    ],
  },
});
