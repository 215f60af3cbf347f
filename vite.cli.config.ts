/** Bundles the command line for Node: TF.js's ES modules do not load there as they are. */
import { defineConfig } from 'vite';

export default defineConfig({
  ssr: { noExternal: true, external: ['webgpu', '@tensorflow/tfjs-backend-wasm/package.json'], resolve: { mainFields: ['module', 'main'] } },
  build: { ssr: 'src/cli/main.ts', outDir: 'dist/cli', target: 'node20', sourcemap: true, rolldownOptions: { output: { entryFileNames: 'main.js' } } },
});
