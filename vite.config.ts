import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { dataFiles } from './scripts/data-plugin.ts';
import { kernels } from './scripts/kernels-plugin.ts';
import { licenses } from './scripts/licenses-plugin.ts';
import { pageAlone } from './scripts/page-plugin.ts';
import { security } from './scripts/security-plugin.ts';

const notices = licenses();

export default defineConfig({
  base: './',
  plugins: [react(), kernels(), dataFiles(), security(), pageAlone(), notices.page()],
  resolve: { alias: { 'react-style-singleton': fileURLToPath(new URL('src/ui/adoptedStyle.ts', import.meta.url)) } },
  worker: { format: 'es', plugins: () => [kernels(), dataFiles(), notices.worker()] },
  build: {
    outDir: 'dist/page',
    target: 'es2023',
    sourcemap: true,
    // Of a part that comes later only its looks are fetched ahead: a program fetched ahead that does not come is held for one that never does, and
    // what the part needs can be asked for once more only where it was not asked for yet. Without what the page itself needs there is no page.
    modulePreload: {
      resolveDependencies: (part, needed, { hostType }) =>
        hostType === 'html' || /\bmount-/.test(part) ? needed : needed.filter((name) => !name.endsWith('.js')),
    },
  },
});
