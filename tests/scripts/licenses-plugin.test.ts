import { expect, test } from 'vitest';
import { licenseText, packageOf } from '../../scripts/licenses-plugin.ts';

test.each([
  ['/a/project/src/main.ts', null],
  ['\0vite/preload-helper.js', null],
  ['/a/project/node_modules/react/index.js', 'node_modules/react'],
  ['\0/a/project/node_modules/react/index.js?commonjs-module', 'node_modules/react'],
  ['/a/project/node_modules/@radix-ui/react-select/dist/index.mjs', 'node_modules/@radix-ui/react-select'],
  ['node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm', 'node_modules/@tensorflow/tfjs-backend-wasm'],
  ['C:\\project\\node_modules\\d3-array\\src\\bin.js', 'node_modules/d3-array'],
  ['/a/node_modules/one/node_modules/@two/three/x.js', 'node_modules/one/node_modules/@two/three'],
])('%s is of %s', (id, folder) => {
  expect(packageOf(id)).toBe(folder);
});

test('every package stands with its version and a licence’s text, after our own and the data’s', () => {
  const text = licenseText(new Set(['zod', 'react-remove-scroll-bar', '@tensorflow/tfjs-backend-wasm'].map((name) => `node_modules/${name}`)));
  const [own = '', data = '', ...packages] = text.split(/\n\n={80}\n\n/);
  expect(own).toMatch(/^Grokscope\n\nMIT License/);
  expect(data).toContain('CC BY-SA 3.0');
  const of = (name: string): string => packages.find((entry) => entry.startsWith(`${name} `)) ?? '';
  expect(of('zod')).toMatch(/^zod \d[^ ]* · MIT\n[^]*Copyright[^]*Permission is hereby granted/);
  // Neither brings a text.
  expect(of('react-remove-scroll-bar')).toMatch(/Copyright \(c\) Anton Korzunov[^]*Permission is hereby granted/);
  expect(of('@tensorflow/tfjs-backend-wasm')).toMatch(/Apache License[^]*XNNPACK/);
  expect(of('vite').length).toBeLessThan(2000);
  expect(text).not.toContain('undefined');
});
