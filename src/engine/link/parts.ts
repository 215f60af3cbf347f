/** A link's text, taken apart as it arrives: re-encoded, escaped, with what chat programs and trackers put behind it. Pure. */

/** A name, and what its value may have been before the link travelled, likeliest first. */
export interface Part {
  readonly name: string;
  readonly values: readonly string[];
}

/** What trackers add to every link. No field of ours is called so: a test compares. */
const TRACKING =
  /^(?:utm_\w+|\w*clk?id|[gw]braid|mc_[ce]id|ig(?:sh|shid)|mkt_tok|_ga|_gl|_hs\w+|hsCtaTracking|__twitter_impression|ref(?:_\w+|errer)?|source|si|s|t|spm|scm|srsltid|vero_\w+|oly_\w+|wt\.mc_id|s_cid|ncid|cmpid|cid|trk\w*|share_\w+|from_\w+|feature|pk_\w+|mtm_\w+|epik|rdt_cid|li_fat_id|dm_i|ml_\w+|__s|sc_\w+)$/i;

export const isTracking = (name: string): boolean => TRACKING.test(name);

/** Percent-encoding undone, as often as it was done; what it cannot be stays as it is. */
export function decoded(text: string): string {
  let now = text;
  for (let round = 0; round < 4 && now.includes('%'); round++) {
    try {
      now = decodeURIComponent(now);
    } catch {
      return now;
    }
  }
  return now;
}

/** What no value ends in. */
const BEHIND = /[\s+.,;:!?&#/()[\]{}<>|\\*_~`'"\u00bb\u2018-\u201f\u2026\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/;

function withoutEnd(value: string): string {
  let end = value.length;
  while (end > 0 && BEHIND.test(value.charAt(end - 1))) end--;
  return value.slice(0, end);
}

/** Some programs put spaces around signs, and some write them as pluses. */
function withoutSpaces(value: string): string {
  let [start, end] = [0, value.length];
  while (start < end && /[\s+]/.test(value.charAt(start))) start++;
  while (end > start && /[\s+]/.test(value.charAt(end - 1))) end--;
  return value.slice(start, end);
}

/** Where a link may be over although its value goes on: markup, quotes, another fragment, the next sentence, whose spaces may have become pluses. */
const OVER = /[\s+<>"|`#\u0080-\u{10ffff}]/gu;

/** A value of ours has fewer places than this at which it could be over. */
const PLACES = 64;

/** What may stand before the words behind a link: the more of them belong to the value, the earlier it comes. */
function beforeWords(value: string): string[] {
  const places: number[] = [];
  for (const { index } of value.matchAll(OVER)) if (places.push(index) === PLACES) break;
  return [...new Set(places.toReversed().map((at) => withoutEnd(value.slice(0, at))))];
}

/** More of them than this nobody puts behind a link. */
const SIGNS_BEHIND = 8;

/** Behind a value may stand signs that are none of the link's; behind the last one, words too. */
function ends(value: string, isLast: boolean): string[] {
  const own = withoutSpaces(value);
  const end = withoutEnd(own);
  // A formula may end in one of these signs, and another behind it be none of its own.
  const between = Array.from({ length: Math.min(SIGNS_BEHIND, own.length - end.length) }, (_, i) => own.slice(0, own.length - 1 - i));
  return [value, own, ...between, end, ...(isLast ? beforeWords(end) : [])];
}

/** A plus is a plus; older links wrote a space so. */
const spaced = (value: string): string[] => [value, value.replaceAll('+', ' ')];

const ampersands = (text: string): string => text.replaceAll(/&(?:amp(?:;|%3B)|#38;|#x26;)+/gi, '&');

/** Signs between parts of which a value may hold one that means nothing: they part only what another name and its sign follow. */
const BETWEEN = /[&;?](?=[\s+]*(?:@[^@&;?=]{1,99}|[\w.]+)[\s+]*=)/;

/** A part with its encoding undone; where signs between parts had been encoded too, it is several. */
function decodedParts(part: string): string[] {
  const at = part.indexOf('=');
  const text = at < 0 ? decoded(part) : `${decoded(part.slice(0, at))}=${decoded(part.slice(at + 1))}`;
  return isTracking(nameOf(text)) ? [] : ampersands(text).split(BETWEEN);
}

const nameOf = (part: string): string => withoutSpaces(part.split('=', 1)[0] as string);

/** The parts of a link's text behind «#», with or without it, and without what trackers added. */
export function partsOf(text: string): Part[] {
  const whole = text.replace(/^#?[!/]*/, '').replace(/:~:.*/s, '');
  const plain = !whole.includes('=') && whole.includes('%') ? decoded(whole) : whole;
  const found = ampersands(plain)
    .split(/[&?]/)
    .flatMap(decodedParts)
    .filter((part) => !/^=?$/.test(withoutEnd(part)) && !isTracking(nameOf(part)));
  return found.flatMap((part, i): Part[] => {
    const isLast = i === found.length - 1;
    const at = part.indexOf('=');
    if (at >= 0) return [{ name: nameOf(part), values: [...new Set(ends(part.slice(at + 1), isLast).flatMap(spaced))] }];
    const name = isLast ? (beforeWords(part).at(-1) ?? withoutEnd(part)) : withoutSpaces(part);
    return name === '' ? [] : [{ name, values: [''] }];
  });
}
