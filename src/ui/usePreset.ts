/** The preset that the settings on the page are. */
import { useMemo } from 'react';
import { basis, matching } from '../store/config.ts';
import type { Preset } from '../engine/presets/preset.ts';
import { useConfig } from './hooks.ts';

/** @returns the preset, and whether something of it has been changed since. */
export function usePreset(): { readonly preset: Preset; readonly changed: boolean } {
  const config = useConfig((state) => state.config);
  const landscape = useConfig((state) => state.landscape);
  const planned = useConfig((state) => state.plan.length > 0);
  const base = useConfig(basis);
  const exact = useMemo(() => matching({ config, landscape }), [config, landscape]);
  return useMemo(() => ({ preset: exact ?? base, changed: exact === undefined || planned }), [exact, base, planned]);
}
