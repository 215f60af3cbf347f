import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { dataFiles } from './scripts/data-plugin.ts';
import { kernels } from './scripts/kernels-plugin.ts';

export default defineConfig({
  base: './',
  plugins: [react(), kernels(), dataFiles()],
  worker: { format: 'es', plugins: () => [kernels(), dataFiles()] },
  build: { outDir: 'dist/page', target: 'es2023', sourcemap: true, chunkSizeWarningLimit: 2000 },
});
