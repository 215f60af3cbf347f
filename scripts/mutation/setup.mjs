/** Loaded before each test file of a mutation run: a mutant acts in tests alone, and not while the next file is being loaded, unless it is one that acts then. */
import { inject } from 'vitest';

if (globalThis.__stryker__ !== undefined && inject('mutantActivation') !== 'static') globalThis.__stryker__.activeMutant = undefined;
