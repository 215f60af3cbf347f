/** The lens itself. */
export default function Landscape() {
  return null;
}
