/** Numbers as charts write them. */
import type { Language } from '../../engine/text.ts';

/** `figure` always has three significant digits, so that a live value keeps its width; `plain` drops zeros at the end. */
export type NumberStyle = 'percent' | 'scientific' | 'figure' | 'plain';

/**
 * English and Japanese both write 1,234.5, so the language makes no difference yet. Intl.NumberFormat would know more languages, but its first
 * use holds the page for a frame or two, just when a run begins.
 */
function grouped(value: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  return value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** What is no figure: an overflow, or what comes of one. */
export function notFinite(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
}

export function formatStep(step: number, _language: Language): string {
  return grouped(step);
}

/** Short tick label: 100, 1k, 20k, 1M. */
export function formatTick(step: number): string {
  if (!Number.isFinite(step)) return notFinite(step);
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

function superscript(power: number): string {
  const digits = String(Math.abs(power)).replaceAll(/\d/g, (d) => SUPERSCRIPTS[Number(d)] ?? '');
  return power < 0 ? `⁻${digits}` : digits;
}

/** A power of ten: plain where that is short, 10ⁿ beyond. */
export function formatDecade(value: number): string {
  const power = Math.round(Math.log10(value));
  if (!Number.isFinite(power)) return value === 0 ? '0' : notFinite(value);
  return power >= -3 && power <= 3 ? String(Number(`1e${power}`)) : `10${superscript(power)}`;
}

/** A tick of a linear axis, in few enough characters for the gutter: 0.25, 1500, 200k, 2·10¹³. */
export function formatLinear(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e5)) return String(Number(value.toPrecision(6)));
  if (size >= 1e5 && size < 1e12) return `${value < 0 ? '−' : ''}${formatTick(size)}`;
  if (!Number.isFinite(value)) return notFinite(value);
  const [mantissa, power] = value.toExponential(1).split('e') as [string, string];
  return `${Number(mantissa)}·10${superscript(Number(power))}`;
}

function percent(value: number): string {
  const hundredths = value * 100;
  if (hundredths === 100 || hundredths === 0) return `${hundredths}\u00a0%`;
  // Never rounded up to 100 or down to 0: one wrong answer is not none.
  return `${Math.min(99.9, Math.max(0.1, Number(hundredths.toFixed(1)))).toFixed(1)}\u00a0%`;
}

export function formatValue(value: number, style: NumberStyle, _language: Language): string {
  if (!Number.isFinite(value)) return notFinite(value);
  if (style === 'percent') return percent(value);
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < (style === 'scientific' ? 0.001 : 0.0001) || size >= 1e6) {
    const [mantissa, power] = value.toExponential(1).split('e') as [string, string];
    return `${mantissa}·10${superscript(Number(power))}`;
  }
  if (size >= 999.5) return grouped(value);
  const digits = value.toPrecision(3);
  return style === 'plain' ? String(Number(digits)) : digits;
}
