/** Where each chart stands and how tall it is, from the room there is. */

export interface Cell {
  /** Of the whole figure, its title line included; on a phone of the plot alone, because titles take the lines they need. */
  readonly height: number;
  readonly width: number;
  readonly column: 0 | 1;
  /** Whether the step axis has its labels here. */
  readonly labelled: boolean;
}

export interface Margin {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export interface Layout {
  readonly columns: 1 | 2;
  /** A phone's width: names in a legend, values alone at line ends, every chart with its own axis labels. */
  readonly compact: boolean;
  readonly cells: readonly Cell[];
}

/** Widths of a container at which the arrangement changes. */
const COMPACT_BELOW = 560;
const TWO_COLUMNS_FROM = 1000;
/** Strips of four charts lower than this are no longer charts: then two columns, where there is the width. One column keeps all steps aligned. */
const STACKED_FROM = 500;
/** Each further chart needs as much more. */
const FURTHER = 100;
export const COLUMN_GAP = 28;
export const ROW_GAP = 8;
/** Room for the labels of the step axis. */
export const AXIS_HEIGHT = 24;
/** Share of the height that the first chart, the hero, takes in one column, in units of the others. */
const HERO = 2.2;
/** Least heights: of the hero and of the others. */
const LEAST = { wide: [200, 92], compact: [260, 140] } as const;

/** The least height in which charts can be laid out side by side or one under the other; null on a phone, where they take what they need. */
export function leastHeight(width: number, count: number, units: readonly number[] = []): number | null {
  if (width < COMPACT_BELOW) return null;
  const [hero, other] = LEAST.wide;
  if (width >= TWO_COLUMNS_FROM && count > 2) return hero + (Math.ceil(count / 2) - 1) * (other + AXIS_HEIGHT + ROW_GAP);
  const others = cellsOf(count - 1, (i) => Math.floor(other * (units[i + 1] ?? 1)) + ROW_GAP);
  return hero + others.reduce((sum, height) => sum + height, 0) + AXIS_HEIGHT;
}

/** @param units heights of the charts but the first, in units of each other; all alike where they are not given */
export function layoutOf(width: number, height: number, count: number, units: readonly number[] = []): Layout {
  if (width < COMPACT_BELOW) {
    const [hero, other] = LEAST.compact;
    return { columns: 1, compact: true, cells: cellsOf(count, (i) => ({ height: i === 0 ? hero : other, width, column: 0, labelled: true })) };
  }
  const [leastHero, leastOther] = LEAST.wide;
  if (width >= TWO_COLUMNS_FROM && height < STACKED_FROM + FURTHER * Math.max(0, count - 4) && count > 2) {
    const inner = width - COLUMN_GAP;
    const left = Math.round(inner * 0.56);
    const rows = Math.ceil(count / 2);
    const most = Math.floor((height - leastHero) / (rows - 1)) - ROW_GAP;
    const unit = Math.max(leastOther + AXIS_HEIGHT, Math.min(most, Math.floor((height - (rows - 1) * ROW_GAP) / (rows + 0.5))));
    const first = Math.max(leastHero, Math.floor(height - (rows - 1) * (unit + ROW_GAP)));
    return {
      columns: 2,
      compact: false,
      cells: cellsOf(count, (i) => {
        const column = i < rows ? 0 : 1;
        const row = column === 0 ? i : i - rows;
        const last = i === rows - 1 || i === count - 1;
        return { height: row === 0 ? first : unit, width: column === 0 ? left : inner - left, column, labelled: last };
      }),
    };
  }
  const heights = heightsOf(height - AXIS_HEIGHT - (count - 1) * ROW_GAP, [HERO, ...cellsOf(count - 1, (i) => units[i + 1] ?? 1)]);
  return {
    columns: 1,
    compact: false,
    cells: cellsOf(count, (i) => {
      const last = i === count - 1;
      return { height: (heights[i] as number) + (last ? AXIS_HEIGHT : 0), width, column: 0, labelled: last };
    }),
  };
}

/** Heights in proportion to `units`, but none below its least: what that costs, the lowest charts give from what they have above theirs. */
function heightsOf(free: number, units: readonly number[]): number[] {
  const [leastHero, leastOther] = LEAST.wide;
  const least = (i: number): number => (i === 0 ? leastHero : Math.floor(leastOther * (units[i] as number)));
  const unit = free / units.reduce((sum, n) => sum + n, 0);
  const heights = units.map((n, i) => Math.max(least(i), Math.floor(unit * n)));
  let excess = heights.reduce((sum, h) => sum + h, 0) - free;
  for (let i = heights.length - 1; i >= 0 && excess > 0; i--) {
    const given = Math.min(excess, (heights[i] as number) - least(i));
    heights[i] = (heights[i] as number) - given;
    excess -= given;
  }
  return heights;
}

function cellsOf<T>(count: number, cell: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => cell(i));
}
