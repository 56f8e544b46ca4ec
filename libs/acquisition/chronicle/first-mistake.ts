const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;

type Awaited = 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma or end' | 'nothing';

/** Where a line and a column are in a text, both from 1. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Offset of the first character that cannot stand where it stands in JSON; the length of the text when it ends too early. */
function offsetOfMistake(text: string): number {
  const open: ('{' | '[')[] = [];
  let awaited: Awaited = 'value';
  const afterValue = (): Awaited => (open.length === 0 ? 'nothing' : 'comma or end');
  for (let at = 0; ;) {
    at = endOf(SPACE, text, at) ?? at;
    const character = text[at];
    if (character === undefined) return at;
    const closes = (character === '}' && open.at(-1) === '{') || (character === ']' && open.at(-1) === '[');
    if (closes && awaited.endsWith('or end')) {
      open.pop();
      awaited = afterValue();
      at += 1;
    } else if (awaited === 'colon' || awaited === 'comma or end') {
      if (character !== (awaited === 'colon' ? ':' : ',')) return at;
      awaited = awaited === 'colon' || open.at(-1) === '[' ? 'value' : 'name';
      at += 1;
    } else if (awaited.startsWith('value') && (character === '{' || character === '[')) {
      open.push(character);
      awaited = character === '{' ? 'name or end' : 'value or end';
      at += 1;
    } else {
      const isName = awaited.startsWith('name');
      const end = endOf(STRING, text, at) ?? (isName ? undefined : endOf(SCALAR, text, at));
      if (awaited === 'nothing' || end === undefined) return at;
      awaited = isName ? 'colon' : afterValue();
      at = end;
    }
  }
}

/**
 * Where a text that `JSON.parse` refuses stops being JSON. The error of the parser itself often does not say.
 */
export function firstMistake(text: string): Spot {
  const before = text.slice(0, offsetOfMistake(text)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
