/**
 * What holds for every model on every task that it can read, whatever its options: as a program of NumPy and of PyTorch it gives the logits of its
 * plain pass. Where there is no Python, its lines still name every parameter once, and nothing else.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { DatasetShape } from '../../src/engine/data/dataset.ts';
import { madeUp } from '../../src/engine/data/madeUp.ts';
import { models } from '../../src/engine/models/index.ts';
import { exampleOf } from '../../src/engine/registry.ts';
import { Rng } from '../../src/engine/rng.ts';
import { packArrays } from '../../src/engine/runfile/npz.ts';
import { DIALECTS, definitionsFor } from '../../src/engine/script/functions.ts';
import { argumentArrays } from '../../src/engine/script/inputs.ts';
import { programName, programOf } from '../../src/engine/script/program.ts';
import { pythonWith } from '../python.ts';
import { unless } from '../unless.ts';
import { randomParameters } from '../engine/small.ts';
import { pairs, sectionsOf } from './options.ts';

const COUNT = 20;

/** What of a shape lines can look different for: tasks alike in it are tried once. */
function looksOf(shape: DatasetShape): string {
  const size = shape.kind === 'tokens' ? Math.min(shape.arity, 3) : shape.kind === 'vectors' ? (shape.image?.channels ?? 1) : shape.edgeTypes;
  return [shape.kind, shape.target.kind, size].join(' ');
}

const different = pairs.filter(({ model, shape }, i) => pairs.findIndex((other) => other.model === model && looksOf(other.shape) === looksOf(shape)) === i);

const cases = different.map(({ task, model: id, shape, def }) => {
  const rng = new Rng(1, `${task} ${id} python`);
  const examples = madeUp(shape, COUNT, rng.split('examples'));
  const sections = sectionsOf(def, shape, rng.split('options'));
  return { task, model: id, shape, def, rng, examples, sections };
});

/** The names of weights that lines speak of: those in a loop once for each of its turns. */
function namesIn(lines: readonly string[]): string[] {
  const text = lines.join('\n');
  const loops = new Map(
    [...text.matchAll(/for (\w+) in range\((?:(\d+), )?(\d+)\)/g)].map(([, variable = '', from = '0', to = '0']) => [
      variable,
      [Number(from), Number(to)] as const,
    ]),
  );
  return [...text.matchAll(/\bw\[(f?)'([^']*)'\]/g)].flatMap(([, isFormat, name = '']): string[] => {
    const variable = isFormat === 'f' ? /\{(\w+)\}/.exec(name)?.[1] : undefined;
    if (variable === undefined) return [name];
    const [from, to] = loops.get(variable) ?? [0, 0];
    return Array.from({ length: to - from }, (_, i) => name.replace(`{${variable}}`, String(from + i)));
  });
}

describe.each(cases)('$model on $task', ({ shape, def, sections }) => {
  test('its lines name every parameter once', () => {
    for (const section of sections) {
      const model = def.create(section, shape);
      expect(namesIn(model.script()).toSorted(), `options ${JSON.stringify(section)}`).toEqual(model.parameters.map(({ name }) => name).toSorted());
    }
  });

  test('its programs differ in nothing but what the libraries call differently', () => {
    for (const section of sections) {
      const lines = def.create(section, shape).script();
      const [numpy, torch] = DIALECTS.map((dialect) => programOf({ title: 'a network', shape, lines }, dialect)) as [string, string];
      const bodyOf = (program: string): string => /^def network[^]*?\n\n\nif/m.exec(program)?.[0] ?? '';
      expect(bodyOf(numpy).split('\n').length).toBeGreaterThan(lines.length);
      expect(bodyOf(torch).replaceAll('torch.', 'np.')).toBe(bodyOf(numpy));
      // Whoever imports a network has their own settings still.
      expect(torch).not.toContain('set_default');
      // What both libraries have under one name, and no other.
      expect([...lines.join('\n').matchAll(/\bxp\.(\w+)/g)].map(([, name]) => name).filter((name) => !COMMON.has(name ?? ''))).toEqual([]);
      // What is called is there: its own functions, the libraries', and Python's.
      const defined = [...lines, ...definitionsFor(lines, 'numpy')].join('\n').matchAll(/def (\w+)\(/g);
      const own = new Set(['range', 'sum', 'len', ...[...defined].map(([, name]) => name)]);
      const called = [...lines.join('\n').matchAll(/(?<![.\w])(?!def )(\w+)\(/g)].map(([, name]) => name);
      expect(called.filter((name) => !own.has(name))).toEqual([]);
    }
  });
});

const COMMON: ReadonlySet<string> = new Set(['arange', 'cos', 'float64', 'full_like', 'sin', 'stack', 'where', 'zeros']);

test.each(models.ids)('the programs of %s are as they were when they were tried', (id) => {
  const { shape, def } = cases.find(({ model }) => model === id) as (typeof cases)[number];
  const described = { title: id, shape, lines: def.create(exampleOf(def), shape).script() };
  expect(DIALECTS.map((dialect) => programOf(described, dialect)).join('\n')).toMatchSnapshot();
});

/** Runs every program in folders that stdin names, and says how each ended: its status and its last line. */
const DRIVER = `
import contextlib, io, json, runpy, sys
ended = []
for path in json.load(sys.stdin):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        try:
            runpy.run_path(path, run_name='__main__')
            status = 'no end'
        except SystemExit as end:
            status = end.code
        except Exception as error:
            status = repr(error)
    ended.append([status, said.getvalue().strip()])
json.dump(ended, sys.stdout)
`;

describe.each(DIALECTS)('in %s', (dialect) => {
  const python = pythonWith('numpy', ...(dialect === 'torch' ? ['torch'] : []));

  describe('every network', unless(python.missing), () => {
    const folder = mkdtempSync(join(tmpdir(), 'grokscope-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    test.each(cases)('$model on $task gives the logits that it gives here', ({ task, model: id, shape, def, rng, examples, sections }) => {
      const paths = sections.map((section, i) => {
        const model = def.create(section, shape);
        const values = randomParameters(model, rng.split(JSON.stringify(section)));
        const at = join(folder, `${task}-${id}-${i}`);
        mkdirSync(at, { recursive: true });
        const weights = model.parameters.map((spec, p) => ({ ...spec, values: values[p] as Float32Array }));
        writeFileSync(join(at, 'weights.npz'), packArrays(weights));
        const { target, outputs } = shape;
        writeFileSync(
          join(at, 'check.npz'),
          packArrays([
            ...argumentArrays(shape, examples),
            { name: 'targets', shape: target.kind === 'class' ? [COUNT] : [COUNT, outputs], values: examples.targets },
            { name: 'train', shape: [COUNT], values: Uint8Array.from({ length: COUNT }, (_, n) => n % 2) },
            { name: 'logits', shape: [COUNT, outputs], values: model.forward(values, examples) },
          ]),
        );
        const path = join(at, programName(dialect));
        writeFileSync(path, programOf({ title: `${id} on ${task}`, shape, lines: model.script() }, dialect));
        return path;
      });
      const ended = JSON.parse(python.run(['-c', DRIVER], { input: JSON.stringify(paths) }).stdout) as [unknown, string][];
      const wrong = ended.flatMap(([status, said], i) => (status === 0 ? [] : [{ section: sections[i], status, said }]));
      expect(wrong).toEqual([]);
      for (const [, said] of ended) expect(said).toMatch(/^20 examples: the logits differ by \d\.\de[-+]\d\d at most$/m);
    });
  });
});
