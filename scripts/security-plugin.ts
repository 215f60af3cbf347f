/**
 * The page's Content-Security-Policy: in the page itself, so that it holds wherever the page is put, and in the headers of our own server, which
 * hold for its workers too. Whatever script or style stands in index.html is allowed by its hash. While developing there is none: Vite's
 * client writes into the page.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Radix writes this into the page when a list of choices opens. */
const RADIX_SELECT =
  '[data-radix-select-viewport]{scrollbar-width:none;-ms-overflow-style:none;-webkit-overflow-scrolling:touch;}[data-radix-select-viewport]::-webkit-scrollbar{display:none}';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Contents of the elements of a name that have any. */
function inline(html: string, element: 'script' | 'style'): string[] {
  const found = html.matchAll(new RegExp(`<${element}(?:\\s[^>]*)?>([^]*?)</${element}>`, 'g'));
  // The parser that hashes them knows no \r\n.
  return [...found].map(([, text = '']) => text.replaceAll('\r\n', '\n')).filter((text) => text !== '');
}

export function policyOf(html: string): string {
  const scripts = inline(html, 'script').map(hashOf);
  const styles = [...inline(html, 'style'), RADIX_SELECT].map(hashOf);
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${scripts.join(' ')}`.trim(),
    `style-src 'self' ${styles.join(' ')}`,
    "connect-src 'self'",
    "worker-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** What a policy in the page cannot say: any page may show Grokscope in a frame, on purpose; nothing in it acts for whoever looks at it. */
const FRAMES = 'frame-ancestors *';

const TYPES: Readonly<Record<string, string>> = { bin: 'application/octet-stream', map: 'application/json', txt: 'text/plain; charset=utf-8' };

export function security(): Plugin {
  return {
    name: 'grokscope-security',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { server }) =>
        server === undefined
          ? html.replace(
              /<meta charset="utf-8" ?\/?>/,
              (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policyOf(html)}" />`,
            )
          : html,
    },
    configurePreviewServer({ middlewares, config }) {
      const policy = policyOf(readFileSync(resolve(config.root, config.build.outDir, 'index.html'), 'utf8'));
      middlewares.use((request, response, next) => {
        const [path = ''] = (request.url ?? '').split('?');
        const type = TYPES[path.split('.').at(-1) ?? ''];
        if (type !== undefined) response.setHeader('Content-Type', type);
        response.setHeader('Content-Security-Policy', `${policy}; ${FRAMES}`);
        response.setHeader('X-Content-Type-Options', 'nosniff');
        response.setHeader('Referrer-Policy', 'no-referrer');
        next();
      });
    },
  };
}
