/** The shares of one representation as bars: of the way in above, of the way out below it, and a rule where chance would end them. */
interface Props {
  readonly rows: number;
  readonly outputs: number;
  readonly chance: number;
}

/** In its own units; it is as wide as there is room. */
const [WIDE, HIGH] = [200, 18];

export function Parts({ rows, outputs, chance }: Props) {
  return (
    <svg className="circles-parts" width="100%" height={HIGH} viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="circles-parts-room" x="0" y="1" width={WIDE} height={HIGH - 2} />
      <rect className="circles-in key" x="0" y="2" width={WIDE * rows} height="8" />
      <rect className="circles-out key" x="0" y="11" width={WIDE * outputs} height="4" />
      <path className="circles-chance" d={`M${(WIDE * chance).toFixed(2)} 0V${HIGH}`} />
    </svg>
  );
}
