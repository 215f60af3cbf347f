/** Files that are no good, or look it: each made by a recipe and a number. */

const NUL = String.fromCharCode(0);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Pseudo-random whole numbers below `most`, from a seed (mulberry32). */
export function dice(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % most;
  };
}

/** A sound file of numbers, with a header, as lines of cells. */
function sound(die: (most: number) => number, rows = 20 + die(30), columns = 2 + die(5)): string[][] {
  const header = Array.from({ length: columns + 1 }, (_, c) => (c === columns ? 'answer' : `x${c + 1}`));
  return [header, ...Array.from({ length: rows }, (_, r) => [...Array.from({ length: columns }, () => `${die(1000) / 8}`), r % 2 === 0 ? 'yes' : 'no'])];
}

const csv = (rows: readonly (readonly string[])[], between = ',', end = '\n'): string => rows.map((row) => row.join(between)).join(end);

/** A sound file with one cell replaced, and where that is. */
function spoilt(die: (most: number) => number, content: string): { readonly text: string; readonly line: number; readonly column: number } {
  const rows = sound(die);
  const [line, column] = [1 + die(rows.length - 1), die((rows[0]?.length ?? 1) - 1)];
  const text = csv(rows.map((row, r) => (r === line ? row.map((one, c) => (c === column ? content : one)) : row)));
  return { text, line: line + 1, column: column + 1 };
}

interface Hostile {
  readonly bytes: Uint8Array;
  /** 'taken', or what every message about it has to hold; null where either will do. */
  readonly expected: 'taken' | RegExp | null;
}

type Recipe = (die: (most: number) => number) => Hostile;

const taken = (bytes: Uint8Array): Hostile => ({ bytes, expected: 'taken' });
const told = (bytes: Uint8Array, expected: RegExp): Hostile => ({ bytes, expected });
const either = (bytes: Uint8Array): Hostile => ({ bytes, expected: null });

function cell(content: string): Recipe {
  return (die) => {
    const { text, line, column } = spoilt(die, content);
    return told(encode(text), new RegExp(`^Line ${line}, column ${column} \\(x${column}\\):`));
  };
}

function utf16(text: string, little: boolean, mark: boolean): Uint8Array {
  const codes = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  return Uint8Array.from([...(mark ? [0xfeff] : []), ...codes].flatMap((code) => (little ? [code & 255, code >> 8] : [code >> 8, code & 255])));
}

export const HOSTILE: Readonly<Record<string, Recipe>> = {
  'a mark of UTF-8': (die) => taken(encode(`\ufeff${csv(sound(die))}`)),
  'UTF-16, little end first': (die) => taken(utf16(csv(sound(die)), true, true)),
  'UTF-16, big end first': (die) => taken(utf16(csv(sound(die)), false, true)),
  'UTF-16 without a mark': (die) => taken(utf16(csv(sound(die)), die(2) === 0, false)),
  'ends of lines as in Windows': (die) => taken(encode(csv(sound(die), ',', '\r\n'))),
  'ends of lines as in old Macs': (die) => taken(encode(csv(sound(die), ',', '\r'))),
  'mixed ends of lines': (die) => taken(encode(csv(sound(die)).replaceAll('\n', () => ['\n', '\r', '\r\n'][die(3)] as string))),
  'blank lines': (die) => taken(encode(`\n\n${csv(sound(die), ',', '\n\n')}\n\n\n`)),
  'a separator too many in every line': (die) => taken(encode(csv(sound(die), ',', ',\n').concat(','))),
  semicolons: (die) => taken(encode(csv(sound(die), ';'))),
  'semicolons and decimal commas': (die) => taken(encode(csv(sound(die), ';').replaceAll('.', ','))),
  tabs: (die) => taken(encode(csv(sound(die), '\t'))),
  bars: (die) => taken(encode(csv(sound(die), '|'))),
  'quotes around everything': (die) => taken(encode(csv(sound(die).map((row) => row.map((one) => `"${one}"`))))),
  'quoted breaks': (die) => taken(encode(csv(sound(die).map((row, r) => (r === 0 ? row.map((one) => `"${one}\nof\nit"`) : row))))),
  'a header twice': (die) => taken(encode(csv(sound(die).map((row, r) => (r === 0 ? row.map(() => 'x') : row))))),
  'names of prototypes': (die) => taken(encode(csv(sound(die).map((row, r) => (r === 0 ? ['__proto__', 'constructor', ...row.slice(2)] : row))))),
  'answers named as prototypes': (die) =>
    taken(encode(csv(sound(die).map((row, r) => (r === 0 ? row : [...row.slice(0, -1), ['__proto__', 'toString', 'hasOwnProperty'][r % 3] as string]))))),
  'signs of other scripts': (die) => taken(encode(csv(sound(die).map((row, r) => (r === 0 ? row.map((_, c) => `列${c}🦊`) : row))))),
  'a formula': (die) => cell(['=cmd|calc!A1', '=1+1', '@SUM(A1)', '+cmd', '-2+3'][die(5)] as string)(die),
  'NaN and its like': (die) => cell(['NaN', 'nan', 'NA', 'null', 'inf', '-Infinity', '?', '1e999x', '#N/A', '#DIV/0!'][die(10)] as string)(die),
  'an empty cell': (die) => cell(['', ' ', '\t'][die(3)] as string)(die),
  'a number too large': (die) => cell(['1e300', '-1e101', '1e999'][die(3)] as string)(die),
  'a date': cell('2026-11-26'),
  'hexadecimal and separators': (die) => cell(['0x10', '1_000', '1 000', '12e', '.', '1.2.3', '--1'][die(7)] as string)(die),
  markup: cell('<img src=x onerror=alert(1)>'),
  'a row too short': (die) => {
    const rows = sound(die);
    const at = 1 + die(rows.length - 1);
    return told(encode(csv(rows.map((row, r) => (r === at ? row.slice(1) : row)))), new RegExp(`^Line ${at + 1}:`));
  },
  'a row too long': (die) => {
    const rows = sound(die);
    const at = 1 + die(rows.length - 1);
    return told(encode(csv(rows.map((row, r) => (r === at ? [...row, '1'] : row)))), new RegExp(`^Line ${at + 1}:`));
  },
  'a quote that is never closed': (die) => {
    const rows = sound(die);
    const at = 1 + die(rows.length - 1);
    return told(encode(csv(rows.map((row, r) => (r === at ? [...row.slice(0, -1), '"no'] : row)))), new RegExp(`^Line ${at + 1}, column ${rows[0]?.length}:`));
  },
  'a zero byte': (die) => {
    const rows = sound(die);
    const at = 1 + die(rows.length - 1);
    return told(encode(csv(rows.map((row, r) => (r === at ? [`${row[0]}${NUL}`, ...row.slice(1)] : row)))), new RegExp(`^Line ${at + 1}:`));
  },
  'bytes of another encoding': (die) => {
    const rows = sound(die);
    const at = 1 + die(rows.length - 1);
    const head = encode(`${csv(rows.slice(0, at))}\n`);
    return told(Uint8Array.from([...head, 0xe9, 0x74, 0xe9, ...encode(`,${csv(rows.slice(at))}`)]), new RegExp(`^Line ${at + 1}:`));
  },
  'any bytes': (die) => either(Uint8Array.from({ length: 1 + die(3000) }, () => die(256))),
  'a picture': (die) => told(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, ...Array.from({ length: 99 }, () => die(256))]), /./),
  'a spreadsheet': (die) => told(Uint8Array.from([0x50, 0x4b, 3, 4, ...Array.from({ length: 500 }, () => die(256))]), /spreadsheet/),
  nothing: (die) => told(encode(['', ' ', '\n\n\n', '\ufeff', '\r\n \r\n'][die(5)] as string), /empty/),
  'only a header': (die) => told(encode(csv(sound(die).slice(0, 1))), /./),
  'only separators': (die) => told(encode(`${','.repeat(1 + die(9))}\n`.repeat(2 + die(9))), /./),
  'one class': (die) => told(encode(csv(sound(die).map((row, r) => (r === 0 ? row : [...row.slice(0, -1), 'same'])))), /same answer/),
  'one column': (die) => told(encode(csv(sound(die).map((row) => row.slice(-1)))), /./),
  'a class for each row': (die) =>
    told(encode(csv(sound(die, 1500).map((row, r) => (r === 0 ? row : [...row.slice(0, -1), `class ${r}`])))), /^Line 1002, column/),
  'too many words': (die) =>
    told(encode(csv(Array.from({ length: 1500 }, (_, r) => [`a${r}`, `b${die(9)}`, die(2) === 0 ? 'yes' : 'no']))), /^Line \d+, column 1/),
  'too many columns': (die) => told(encode(csv(sound(die, 3, 1001 + die(500)))), /columns/),
  'a huge cell': (die) =>
    told(encode(csv(sound(die).map((row, r) => (r === 5 ? ['9'.repeat(100_000 + die(99)), ...row.slice(1)] : row)))), /^Line 6, column 1/),
  'a huge word': (die) =>
    told(encode(csv(sound(die).map((row, r) => (r === 5 ? [...row.slice(0, -1), 'y'.repeat(100_000 + die(99))] : row)))), /^Line 6, column/),
  'a table that is not square': (die) => either(encode(csv(Array.from({ length: 5 }, () => Array.from({ length: 6 }, () => `${die(5)}`))))),
};
