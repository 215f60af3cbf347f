/**
 * Where the page is: at «/» and «/index.html» alone. Whatever else is asked for is a file of the build or not found, so that code of a build that
 * is gone is missing to the browser, and never a page in its place.
 */
import type { Plugin } from 'vite';

export function pageAlone(): Plugin {
  return {
    name: 'grokscope-page-alone',
    // Vite answers what it does not find with the page otherwise.
    config: () => ({ appType: 'mpa' }),
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const [path = ''] = (request.url ?? '').split('?');
        // Without this, Vite would put «.html» behind a name.
        if (path === '/' || /\.\w+$/.test(path)) return next();
        response.writeHead(404).end();
      });
    },
  };
}
