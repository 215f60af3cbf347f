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
function decoded(text: string): string {
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
const BEHIND = /[\s.,;:!?()[\]{}<>|\\*_~`'"\u00bb\u2018-\u201f\u2026\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/;

function withoutEnd(value: string): string {
  let end = value.length;
  while (end > 0 && BEHIND.test(value.charAt(end - 1))) end--;
  return value.slice(0, end);
}

/** Where a link is over although its value goes on: markup, quotes, the next sentence. */
const OVER = /[\s<>"|`\u0080-\u{10ffff}].*/su;

/** The last part's value may have words behind it that are none of the link's. */
function ends(value: string): string[] {
  const end = withoutEnd(value);
  return [value, end, withoutEnd(end.replace(OVER, ''))];
}

/** A plus is a plus; older links wrote a space so. */
const spaced = (value: string): string[] => [value, value.replaceAll('+', ' ')];

/** The parts of a link's text behind «#», with or without it, and without what trackers added. */
export function partsOf(text: string): Part[] {
  const whole = text.replace(/^#/, '').replace(/:~:.*/s, '');
  const plain = !whole.includes('=') && whole.includes('%') ? decoded(whole) : whole;
  const found = plain
    .replaceAll(/&(?:amp(?:;|%3B)|#38;|#x26;)+/gi, '&')
    .split(/[&?]/)
    .map((part, i, all): [string, string] => {
      const at = part.indexOf('=');
      if (at >= 0) return [decoded(part.slice(0, at)).trim(), decoded(part.slice(at + 1))];
      const name = decoded(part);
      return [i === all.length - 1 ? withoutEnd(name.replace(OVER, '')) : name.trim(), ''];
    })
    .filter(([name, value]) => (name !== '' || value !== '') && !isTracking(name));
  return found.map(([name, value], i) => ({
    name,
    values: [...new Set((i === found.length - 1 ? ends(value) : [value]).flatMap(spaced))],
  }));
}
