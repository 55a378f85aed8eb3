const patterns = new Map<string, RegExp>();
const longest = 500;
/** So many unbounded repetitions side by side cost their number as a power of the text's length. */
const maximumRepetitions = 3;
const repeatsMuch = 10;

export function patternOf(source: string): RegExp {
  let pattern = patterns.get(source);
  if (!pattern) {
    pattern = new RegExp(source, "u");
    patterns.set(source, pattern);
  }
  return pattern;
}

/** Whether a pattern is one that every text is checked against in no time: `^(a+)+$` would stop the server for hours. */
export function isPattern(source: string): boolean {
  try {
    return source.length <= longest && Boolean(patternOf(source)) && isQuick(source);
  } catch {
    return false;
  }
}

interface Group {
  /** Holds something that may match more or less, so that repeating it can be done in many ways. */
  varies: boolean;
}

/** No repeated group varies in itself, nothing refers back, and few parts repeat without end. */
function isQuick(source: string): boolean {
  const open: Group[] = [{ varies: false }];
  let repetitions = 0;
  for (const [token, quantifier] of tokensOf(source)) {
    const group = open.at(-1) as Group;
    const most = mostOf(quantifier);
    if (/^\\[1-9k]/.test(token)) return false;
    if (token === "(") {
      open.push({ varies: false });
      continue;
    }
    if (token === "|") {
      group.varies = true;
      continue;
    }
    const closed = token === ")" ? open.pop() : undefined;
    if (closed?.varies && most > repeatsMuch) return false;
    if (most === Number.POSITIVE_INFINITY && ++repetitions > maximumRepetitions) return false;
    const parent = open.at(-1);
    if (parent && (closed?.varies || (quantifier !== "" && !/^\{\d+\}/.test(quantifier)))) parent.varies = true;
  }
  return true;
}

/** Groups' brackets, alternatives and single items, each with the quantifier after it. */
function* tokensOf(source: string): Iterable<[string, string]> {
  const token = /(\((?:\?(?:[:=!]|<[=!]|<\w+>))?)|(\)|\\(?:[pPu]\{[^}]*\}|k<[^>]*>|.)|\[(?:\\.|[^\]\\])*\]|\||.)(\*|\+|\?|\{\d+(?:,\d*)?\})?\??/gsu;
  for (const [, opening, item, quantifier] of source.matchAll(token)) yield opening ? ["(", ""] : [item ?? "", quantifier ?? ""];
}

function mostOf(quantifier: string): number {
  if (quantifier === "*" || quantifier === "+" || quantifier.endsWith(",}")) return Number.POSITIVE_INFINITY;
  return quantifier === "?" || quantifier === "" ? 1 : Number(/(\d+)\}$/.exec(quantifier)?.[1] ?? 1);
}
