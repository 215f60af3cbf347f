export function built(kind: 'page' | 'cli'): string;
export function buildOf(home: string, kind: string, key: string, make: (folder: string) => void): string;
export function keyOf(root: string, names: readonly string[]): string;
