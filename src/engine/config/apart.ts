/** Sections that no condition between fields looks at: a value there is right where its field can have it. */
export const APART: ReadonlySet<string> = new Set(['init', 'constraint', 'milestones', 'seed']);
