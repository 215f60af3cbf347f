/** What the lines of a model call and NumPy and PyTorch have under other names, or only one of them has. Pure functions of arrays. */
import { GELU_CUBIC, LEAK, type Activation } from '../ops/activations.ts';
import { EPSILON } from '../ops/layerNorm.ts';

export const DIALECTS = ['numpy', 'torch'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** The lines of one function in each dialect; arguments are common to both. */
interface PythonFunction extends Readonly<Record<Dialect, readonly string[]>> {
  readonly takes: string;
}

const bend = (numpy: string, torch: string): PythonFunction => ({ takes: 'z', numpy: [`return ${numpy}`], torch: [`return ${torch}`] });

/** A further activation does not compile without a line here. */
const bends = {
  linear: bend('z', 'z'),
  relu: bend('np.maximum(z, 0)', 'torch.relu(z)'),
  leakyRelu: bend(`np.where(z > 0, z, ${LEAK} * z)`, `torch.nn.functional.leaky_relu(z, ${LEAK})`),
  gelu: bend(`z / 2 * (1 + np.tanh((2 / np.pi) ** 0.5 * (z + ${GELU_CUBIC} * z ** 3)))`, "torch.nn.functional.gelu(z, approximate='tanh')"),
  tanh: bend('np.tanh(z)', 'torch.tanh(z)'),
  quadratic: bend('z ** 2', 'z ** 2'),
  // 1 / (1 + exp(−z)), with no power that overflows.
  sigmoid: bend('(1 + np.tanh(z / 2)) / 2', 'torch.sigmoid(z)'),
  silu: bend('z * (1 + np.tanh(z / 2)) / 2', 'torch.nn.functional.silu(z)'),
} as const satisfies Record<Activation, PythonFunction>;

const others = {
  softmax: {
    takes: 'z',
    numpy: ['e = np.exp(z - z.max(-1, keepdims=True))', 'return e / e.sum(-1, keepdims=True)'],
    torch: ['return torch.softmax(z, -1)'],
  },
  masked: {
    takes: 'z, where',
    numpy: ['return np.where(where, -np.inf, z)'],
    torch: ['return z.masked_fill(where, -torch.inf)'],
  },
  layerNorm: {
    takes: 'x, gain, bias',
    numpy: ['x = x - x.mean(-1, keepdims=True)', `return x / np.sqrt((x ** 2).mean(-1, keepdims=True) + ${EPSILON}) * gain + bias`],
    torch: [`return torch.nn.functional.layer_norm(x, gain.shape, gain, bias, ${EPSILON})`],
  },
  rmsNorm: {
    takes: 'x, gain',
    numpy: [`return x / np.sqrt((x ** 2).mean(-1, keepdims=True) + ${EPSILON}) * gain`],
    torch: [`return x * torch.rsqrt((x ** 2).mean(-1, keepdim=True) + ${EPSILON}) * gain`],
  },
  convolution: {
    takes: 'x, weight, bias, size, stride',
    numpy: [
      '# x (n, rows, columns, channels), weight (size * size * channels, out)',
      'edge = (size // 2, size // 2)  # zeros beyond the edges',
      'x = np.pad(x, ((0, 0), edge, edge, (0, 0)))',
      'patches = np.lib.stride_tricks.sliding_window_view(x, (size, size), (1, 2))[:, ::stride, ::stride]',
      'patches = patches.transpose(0, 1, 2, 4, 5, 3)  # (n, rows, columns, size, size, channels)',
      'return patches.reshape(*patches.shape[:3], -1) @ weight + bias  # (n, rows, columns, out)',
    ],
    torch: [
      '# x (n, rows, columns, channels), weight (size * size * channels, out): PyTorch has channels in front',
      'weight = weight.reshape(size, size, x.shape[3], -1).permute(3, 2, 0, 1)  # (out, channels, size, size)',
      'x = torch.nn.functional.conv2d(x.permute(0, 3, 1, 2), weight, bias, stride, padding=size // 2)',
      'return x.permute(0, 2, 3, 1)  # (n, rows, columns, out)',
    ],
  },
} as const satisfies Record<string, PythonFunction>;

const FUNCTIONS: Readonly<Record<string, PythonFunction>> = { ...bends, ...others };

/** As Python writes names. */
const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What a function is called in the lines. */
export const called = (name: keyof typeof bends | keyof typeof others): string => snake(name);

/** The definitions that these lines need, in a dialect. */
export function definitionsFor(lines: readonly string[], dialect: Dialect): string[] {
  const body = lines.join('\n');
  return Object.entries(FUNCTIONS).flatMap(([name, made]) =>
    new RegExp(`(?<![.\\w])${snake(name)}\\(`).test(body) ? ['', '', `def ${snake(name)}(${made.takes}):`, ...made[dialect].map((line) => `    ${line}`)] : [],
  );
}
