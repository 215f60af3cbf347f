/** The convolutional network's forward pass as lines of Python. Numbers of one place stand together: channels are the last axis. */
import { numbersOf } from '../../ops/grid.ts';
import { called } from '../../script/functions.ts';
import { repeated, weight as w, type Weight } from '../../script/lines.ts';
import { handedOn, type Architecture, type Convolution, type Stage } from './architecture.ts';

/** @param name of its weights, as the lines write it */
function convolved(of: Weight, x: string, name: string, { from }: Convolution): string {
  return `${called('convolution')}(${x}, ${of(`${name}.weight`)}, ${of(`${name}.bias`)}, ${from.size}, ${from.stride})`;
}

/** The means that go on. */
function pooling(stage: Stage): string[] {
  const { pool, first } = stage;
  if (pool === null) return [];
  const to = handedOn(stage);
  if (to.rows === 1 && to.columns === 1 && pool.high === first.to.rows && pool.wide === first.to.columns) {
    return [`h = h.mean((1, 2))[:, None, None]  # (n, 1, 1, ${to.channels}): of the whole image`];
  }
  const { rows, columns, channels } = to;
  // Places at the far edges that fill no window are in none.
  const whole = rows * pool.high === pool.rows && columns * pool.wide === pool.columns;
  return [
    `h = ${whole ? 'h' : `h[:, :${rows * pool.high}, :${columns * pool.wide}]`}.reshape(-1, ${rows}, ${pool.high}, ${columns}, ${pool.wide}, ${channels})`,
    `h = h.mean((2, 4))  # (n, ${rows}, ${columns}, ${channels}): of each ${pool.high} x ${pool.wide} places`,
  ];
}

export function cnnScript({ image, stages, dense, outputs, activation }: Architecture): string[] {
  const bend = called(activation);
  const stageLines = (stage: Stage): string[] => {
    const { name, first, blocks } = stage;
    const { rows, columns, channels } = first.to;
    const [block] = blocks;
    return [
      `z = ${convolved(w, 'h', first.name, first)}  # (n, ${rows}, ${columns}, ${channels})`,
      ...repeated('block', 1, blocks.length, (of) =>
        block === undefined
          ? []
          : [
              `inner = ${bend}(${convolved(of, `${bend}(z)`, `${name}.block{}.conv1`, block.one)})`,
              `z = z + ${convolved(of, 'inner', `${name}.block{}.conv2`, block.two)}  # and a way around both`,
            ],
      ),
      `h = ${bend}(z)`,
      ...pooling(stage),
    ];
  };
  const features = numbersOf(handedOn(stages.at(-1) as Stage));
  return [
    `h = x.reshape(-1, ${image.rows}, ${image.columns}, ${image.channels})  # (n, rows, columns, channels)`,
    ...stages.flatMap(stageLines),
    `h = h.reshape(-1, ${features})  # (n, ${features})`,
    ...(dense === 0 ? [] : [`h = ${bend}(h @ ${w('dense.weight')} + ${w('dense.bias')})  # (n, ${dense})`]),
    `return h @ ${w('output.weight')} + ${w('output.bias')}  # (n, ${outputs})`,
  ];
}
