/** A table's sign as papers write it: what follows «_» below the line. */
export function Sign({ sign }: { readonly sign: string }) {
  const [letter, below = ''] = sign.split('_');
  return (
    <i className="circles-sign">
      <span>{letter}</span>
      <sub>{below}</sub>
    </i>
  );
}
