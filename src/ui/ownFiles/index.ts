/** Few readers bring files: what is shown of one comes when it is asked for. */
import type { ComponentType } from 'react';
import { onDemand } from '../parts/onDemand.tsx';
import type { FileFieldProps } from './FileField.tsx';

/** Of weights to begin with. */
export const WeightsField: ComponentType<FileFieldProps> = onDemand(() => import('./WeightsField.tsx'));
export const FileField: ComponentType<FileFieldProps> = onDemand(() => import('./FileField.tsx'));
