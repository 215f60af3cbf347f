import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { kernels } from './scripts/kernels-plugin.ts';

export default defineConfig({
  base: './',
  plugins: [react(), kernels()],
  worker: { format: 'es', plugins: () => [kernels()] },
  build: { outDir: 'dist/page', target: 'es2023', sourcemap: true, chunkSizeWarningLimit: 2000 },
});
