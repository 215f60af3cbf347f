/** A network's folder: the same bytes every time, and in Python the same logits, for every preset. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import type { NetworkAt } from '../../../src/engine/looks/look.ts';
import { PRESETS } from '../../../src/engine/presets/index.ts';
import { Rng } from '../../../src/engine/rng.ts';
import { pythonFolder } from '../../../src/engine/script/folder.ts';
import { pythonWith } from '../../python.ts';
import { unless } from '../../unless.ts';
import { configOf, DIGITS, MLP, MOLECULES, networkOf } from '../looks/networks.ts';
import { randomParameters } from '../small.ts';

const ADDRESS = 'https://example.org/#preset=default';

function made(network: NetworkAt): { readonly zip: Uint8Array; readonly shares: readonly number[] } {
  const work = pythonFolder(network, ADDRESS);
  const shares: number[] = [];
  for (;;) {
    const next = work.next();
    if (next.done === true) return { zip: next.value, shares };
    shares.push(next.value);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'grokscope-'));
afterAll(() => rmSync(folder, { recursive: true }));

function laid(name: string, network: NetworkAt): string {
  const at = join(folder, name);
  mkdirSync(at, { recursive: true });
  for (const [file, bytes] of Object.entries(unzipSync(made(network).zip))) writeFileSync(join(at, file), bytes);
  return at;
}

test('it says what it is, and holds what its programs read', () => {
  const network = { ...networkOf(MLP), step: 12 };
  const { zip, shares } = made(network);
  expect(made(network).zip).toEqual(zip);
  expect(shares.at(-1)).toBe(1);
  const files = unzipSync(zip);
  expect(Object.keys(files)).toEqual(['README.md', 'network_numpy.py', 'network_torch.py', 'weights.npz', 'check.npz', 'config.json']);
  const said = strFromU8(files['README.md'] as Uint8Array);
  expect(said).toContain(ADDRESS);
  expect(said).toContain('after 12 updates');
  expect(said).toMatch(/python network_torch\.py[^]*日本語[^]*python network_numpy\.py/);
  expect(JSON.parse(strFromU8(files['config.json'] as Uint8Array))).toEqual({ step: 12, config: MLP });
  const weights = Object.keys(unzipSync(files['weights.npz'] as Uint8Array));
  expect(weights).toEqual(network.model.parameters.map(({ name }) => `${name}.npy`));
  const checked = unzipSync(files['check.npz'] as Uint8Array);
  expect(Object.keys(checked)).toEqual(['tokens.npy', 'targets.npy', 'train.npy', 'logits.npy']);
  // 14 or 15 of the 49 sums are trained on; all are below the most of a side.
  const { train, val } = network.dataset;
  expect(strFromU8((checked['logits.npy'] as Uint8Array).subarray(10, 80))).toContain(
    `'descr': '<f8', 'fortran_order': False, 'shape': (${train.count + val.count}, 7)`,
  );
});

test('of a large set it takes the first', () => {
  const { zip } = made(networkOf(configOf({ 'model.width': 16, 'model.ffn': 16 })));
  const checked = unzipSync(unzipSync(zip)['check.npz'] as Uint8Array);
  expect(strFromU8((checked['train.npy'] as Uint8Array).subarray(10, 80))).toContain("'shape': (512,)");
});

const numpy = pythonWith('numpy');

describe('in Python', unless(numpy.missing), () => {
  test.each(PRESETS.map(({ id, config }) => [id, config] as const))('the network of the preset %s gives the same logits', (id, config) => {
    const network = networkOf(config);
    const { stdout } = numpy.run([join(laid(id, network), 'network_numpy.py')]);
    expect(stdout).toMatch(/examples: the logits differ by \d\.\de[-+]\d\d at most$/m);
  });

  test('it ends with an error where a weight is another one', () => {
    const network = networkOf(DIGITS);
    const parameters = randomParameters(network.model, new Rng(1, 'digits'));
    const at = laid('right', { ...network, parameters });
    expect(numpy.run([join(at, 'network_numpy.py')]).status).toBe(0);
    const other = parameters.map((values, i) => (i === 0 ? values.map((x, j) => (j % 7 === 0 ? x + 0.01 : x)) : values));
    const wrong = laid('wrong', { ...network, parameters: other });
    writeFileSync(join(at, 'weights.npz'), unzipSync(made({ ...network, parameters: other }).zip)['weights.npz'] as Uint8Array);
    expect(numpy.run([join(at, 'network_numpy.py')], { mayFail: true }).status).toBe(1);
    expect(numpy.run([join(wrong, 'network_numpy.py')]).status).toBe(0);
    const nan = parameters.map((values, i) => (i === 0 ? values.map(() => NaN) : values));
    writeFileSync(join(at, 'weights.npz'), unzipSync(made({ ...network, parameters: nan }).zip)['weights.npz'] as Uint8Array);
    expect(numpy.run([join(at, 'network_numpy.py')], { mayFail: true }).status).toBe(1);
  });
});

const torch = pythonWith('numpy', 'torch');

describe('in PyTorch', unless(torch.missing), () => {
  const networks = { digits: DIGITS, molecules: MOLECULES, transformer: configOf({ 'model.layers': 2, 'model.layerNorm': 'pre' }) };
  test.each(Object.entries(networks))('%s, as a reader runs it', (name, config) => {
    const network = networkOf(config);
    const at = laid(`torch-${name}`, { ...network, parameters: randomParameters(network.model, new Rng(2, name)) });
    expect(torch.run([join(at, 'network_torch.py')]).stdout).toMatch(/examples: the logits differ by \d\.\de[-+]\d\d at most$/m);
  });

  test('its weights can be trained on', () => {
    const at = laid('trained', networkOf(DIGITS));
    const program = [
      `import sys; sys.path.insert(0, ${JSON.stringify(at)})`,
      'import numpy as np, torch',
      'from network_torch import network, w',
      `check = np.load(${JSON.stringify(join(at, 'check.npz'))})`,
      "x, y = torch.from_numpy(check['x']).double(), torch.from_numpy(check['targets']).long()",
      'for t in w.values(): t.requires_grad_()',
      'rule = torch.optim.AdamW(w.values(), 0.01)',
      'losses = []',
      'for step in range(30):',
      '    loss = torch.nn.functional.cross_entropy(network(x), y); losses.append(loss.item())',
      '    rule.zero_grad(); loss.backward(); rule.step()',
      'print(all(t.grad is not None and t.grad.abs().sum() > 0 for t in w.values()), losses[-1] < losses[0] / 2)',
    ].join('\n');
    expect(torch.run(['-c', program]).stdout.trim()).toBe('True True');
  });
});
