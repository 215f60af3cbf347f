/** Bundles the command line for Node: TF.js's ES modules do not load there as they are. */
import { defineConfig } from 'vite';
import { dataFiles } from './scripts/data-plugin.ts';
import { kernels } from './scripts/kernels-plugin.ts';

/** Emscripten's loader expects the globals of a CommonJS module. */
const banner = `import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url), __filename = __fileURLToPath(import.meta.url), __dirname = __filename.slice(0, -'/main.js'.length);`;

export default defineConfig({
  plugins: [kernels(), dataFiles({ emit: true })],
  ssr: {
    noExternal: true,
    external: ['bullmq', 'ioredis', 'webgpu', 'playwright-core', 'vite', '@jax-js/jax', '@tensorflow/tfjs-backend-wasm/package.json'],
    resolve: { mainFields: ['module', 'main'] },
  },
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist/cli',
    target: 'node20',
    sourcemap: true,
    rolldownOptions: { checks: { pluginTimings: false }, output: { entryFileNames: 'main.js', banner, codeSplitting: false } },
  },
});
