/** Images in colour, as in the binary version of CIFAR-10. */
import { text } from '../../text.ts';
import { faultText, whole } from '../fault.ts';
import type { FileFormat } from '../format.ts';
import { readCifar, writeCifar } from './descriptor.ts';
import { faultsOf, isCifar, MOST, RECORD } from './records.ts';
import { CIFAR_SAMPLE, cifarSample } from './sample.ts';

/** Images on each side, where a file has as many. */
export const USUAL = 500;

const NO_TABLE = text('These are images: there are no columns to be read in one way or another.', 'これは画像のファイルで、列の読み方は指定できません。');

export const cifarFiles: FileFormat = {
  task: 'cifar',
  mostBytes: MOST * RECORD,
  rows: false,
  samples: [CIFAR_SAMPLE],
  sample: (descriptor) => (descriptor === CIFAR_SAMPLE ? cifarSample() : null),
  isCalled: (name) => /\.bin$|^(?:data|test)_batch(?:_\d+)?$|^cifar-10-.*\.tar/i.test(name),
  isLike: isCifar,
  described: readCifar,
  choices: () => ({}),
  survey(bytes, { hash, name }, choices) {
    const faults = Object.keys(choices).length > 0 ? [whole(NO_TABLE)] : faultsOf(bytes);
    if (faults.length > 0) return { ok: false, faults: faults.map(faultText), preview: null };
    return { ok: true, descriptor: writeCifar({ count: bytes.length / RECORD, hash, name }), preview: null };
  },
  sizes(descriptor, { trainSize = USUAL, valSize = USUAL }) {
    const { count } = readCifar(descriptor) ?? { count: 0 };
    if (count === 0 || Number(trainSize) + Number(valSize) <= count) return [];
    const half = Math.floor(count / 2);
    return [
      ['trainSize', half],
      ['valSize', half],
    ];
  },
};
