/** The page of `npm run bench:browser`: the cases and the engines, nothing of the app. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { kernels } from '../scripts/kernels-plugin.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: './',
  publicDir: false,
  plugins: [kernels()],
  build: {
    outDir: here('../dist/bench/site'),
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 3000,
    rolldownOptions: { input: here('./browser.html') },
  },
});
