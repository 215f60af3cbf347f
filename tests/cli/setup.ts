/** Builds the command line where it has changed. */
import type { TestProject } from 'vitest/node';
import { programOf } from '../browser/setup.ts';

export default function setup(project: TestProject): void {
  project.provide('program', programOf());
}
