import { defineConfig } from 'vitest/config';
import { dataFiles } from './scripts/data-plugin.ts';
import { kernels } from './scripts/kernels-plugin.ts';
import { offerVulkan } from './scripts/vulkan.ts';

// Before Vitest starts the processes that look for it.
offerVulkan();

/** TF.js's ES modules do not load in Node unbundled: each package becomes one file, once. */
const tensorflow = {
  enabled: true,
  noDiscovery: true,
  include: [
    '@tensorflow/tfjs-core',
    '@tensorflow/tfjs-core/dist/register_all_gradients.js',
    '@tensorflow/tfjs-backend-cpu',
    '@tensorflow/tfjs-backend-wasm',
    '@tensorflow/tfjs-backend-webgpu',
  ],
  // The WASM backend's loader looks beside itself; our tests say where the binaries are.
  rolldownOptions: { transform: { define: { __dirname: '""' } } },
};

export const shared = defineConfig({
  plugins: [kernels(), dataFiles()],
  // Style sheets are not loaded, but for their text.
  test: { deps: { optimizer: { ssr: tensorflow } }, css: { include: [/\.css\?raw$/] } },
});

export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    // Vitest would leave one core idle: of two, half of them.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**', 'tests/cli/**', 'tests/ui/**'],
          environment: 'node',
          // Nothing is about speed here either.
          testTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'tests/browser/setup.ts',
          // Each file has a browser of its own, which waits more than it computes. All that computes is over by then.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          // No test there is about speed: these only end what hangs.
          expect: { poll: { timeout: 120_000, interval: 50 } },
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'cli',
          include: ['tests/cli/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'tests/cli/setup.ts',
          testTimeout: 300_000,
        },
      },
      { extends: true, test: { name: 'ui', include: ['tests/ui/**/*.test.{ts,tsx}'], environment: 'happy-dom', testTimeout: 60_000 } },
    ],
  },
});
