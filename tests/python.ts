/** Python, where a machine has it with what a test asks for. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';

/** The first of these that has what is asked for; GROKSCOPE_PYTHON names another one. */
const PLACES = [process.env['GROKSCOPE_PYTHON'], '/usr/bin/python3', 'python3', 'python'].flatMap((place) => place ?? []);

const FIND = 'import importlib.util as u, sys; sys.exit(any(u.find_spec(name) is None for name in sys.argv[1:]))';

export interface Python {
  /** Why there is none; null where there is. */
  readonly missing: string | null;
  /** What a program of it wrote; `input` goes to its stdin. @throws Error where it ended with an error, unless that is expected */
  run(args: readonly string[], options?: { readonly input?: string; readonly mayFail?: boolean }): { readonly status: number | null; readonly stdout: string };
}

export function pythonWith(...modules: readonly string[]): Python {
  const place = PLACES.find((one) => spawnSync(one, ['-c', FIND, ...modules]).status === 0);
  return {
    missing: place === undefined ? `no Python with ${modules.join(' and ')}: GROKSCOPE_PYTHON can name one` : null,
    run(args, { input = '', mayFail = false } = {}) {
      if (place === undefined) throw new Error('there is no Python');
      // Somewhere else: nothing lies there that it could import by mistake. One thread: others test as well.
      const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' };
      const { status, stdout, stderr } = spawnSync(place, args, { input, encoding: 'utf8', cwd: tmpdir(), env, maxBuffer: 2 ** 26 });
      if (status !== 0 && !mayFail) throw new Error(`Python ended with ${status}: ${stderr.slice(-2000)}`);
      return { status, stdout };
    },
  };
}
