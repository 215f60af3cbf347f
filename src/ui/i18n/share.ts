import type { Language } from '../../engine/text.ts';
import { notFinite } from '../../figures/plot/format.ts';

/** A share in prose: whole per cents, but never rounded to all or none. */
export function formatShare(value: number, language: Language): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const percent = value * 100;
  const digits = percent !== 0 && percent !== 100 && (percent < 9.5 || percent > 99) ? 1 : 0;
  const shown = digits === 0 ? percent : Math.min(99.9, Math.max(0.1, percent));
  return `${new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(shown)}\u00a0%`;
}
