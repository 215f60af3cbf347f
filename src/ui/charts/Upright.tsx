/** Words down a rule or a narrow band. The whole line is turned: fonts without vertical metrics set the characters of vertical writing upon each other. */
interface Props {
  readonly x: number;
  /** Where the words begin, or with `anchor` end, where they end. */
  readonly y: number;
  readonly anchor?: 'start' | 'end';
  readonly children: string;
}

export function Upright({ x, y, anchor = 'start', children }: Props) {
  return (
    <text className="upright" x={x} y={y} textAnchor={anchor} transform={`rotate(90 ${x} ${y})`}>
      {children}
    </text>
  );
}
