/** A run's whole record as a fold: for sweeps whose curves are looked at. The record grows in place. */
import { createRecord, type RunRecord } from '../run/record.ts';
import type { Fold } from './fold.ts';
import { configKey } from './sweep.ts';

export const recordFold: Fold<RunRecord> = {
  begin: (config) => createRecord(configKey(config), config),
  take(record, event) {
    record.take(event);
    return record;
  },
};
