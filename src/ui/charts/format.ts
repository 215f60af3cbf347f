/** Numbers as charts write them. */
import type { Language } from '../../engine/text.ts';

export type NumberStyle = 'percent' | 'scientific' | 'plain';

const LOCALE: Readonly<Record<Language, string>> = { en: 'en', ja: 'ja' };
const cache = new Map<string, Intl.NumberFormat>();

function intl(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let format = cache.get(key);
  if (format === undefined) cache.set(key, (format = new Intl.NumberFormat(LOCALE[language], options)));
  return format;
}

export function formatStep(step: number, language: Language): string {
  return intl(language, { maximumFractionDigits: 0 }).format(step);
}

/** Short tick label: 100, 1k, 20k, 1M. */
export function formatTick(step: number): string {
  for (const [size, letter] of [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (step >= size) return `${Number((step / size).toPrecision(3))}${letter}`;
  }
  return String(step);
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

export function superscript(power: number): string {
  const digits = [...String(Math.abs(power))].map((d) => SUPERSCRIPTS[Number(d)]).join('');
  return power < 0 ? `⁻${digits}` : digits;
}

/** A power of ten: plain where that is short, 10ⁿ beyond. */
export function formatDecade(value: number): string {
  const power = Math.round(Math.log10(value));
  return power >= -2 && power <= 3 ? String(Number(`1e${power}`)) : `10${superscript(power)}`;
}

function percent(value: number): string {
  const hundredths = value * 100;
  if (hundredths === 100 || hundredths === 0) return `${hundredths}\u00a0%`;
  // Never rounded up to 100 or down to 0: one wrong answer is not none.
  return `${Math.min(99.9, Math.max(0.1, Number(hundredths.toFixed(1)))).toFixed(1)}\u00a0%`;
}

export function formatValue(value: number, style: NumberStyle, language: Language): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  if (style === 'percent') return percent(value);
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < (style === 'scientific' ? 0.001 : 0.0001) || size >= 1e6) {
    const [mantissa, power] = value.toExponential(1).split('e') as [string, string];
    return `${mantissa}·10${superscript(Number(power))}`;
  }
  return intl(language, size >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3, ...(style === 'scientific' && { minimumSignificantDigits: 2 }) }).format(value);
}
