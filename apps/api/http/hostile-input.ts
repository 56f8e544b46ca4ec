import type { FieldProblem } from '#acquisition/domain';

/** Levels of objects and lists within each other that a body may have. What is asked for anywhere has six. */
export const DEEPEST = 32;

/** Names that mean something to JavaScript itself and nothing to the trade. */
const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** What no text may have, whatever field it is for. */
export function textProblem(text: string): string | undefined {
  if (text.includes('\0')) return 'has a NUL character: take it out';
  return text.isWellFormed() ? undefined : 'has half a character (a lone surrogate): write the whole one';
}

interface Place {
  readonly value: unknown;
  readonly field: string;
  readonly depth: number;
}

/**
 * The first thing in parsed JSON that no field may have, whatever it is for: undefined when there is none. It never
 * recurses, so that no input is too deep for it.
 */
export function hostileInput(body: unknown): FieldProblem | undefined {
  const open: Place[] = [{ value: body, field: '', depth: 0 }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value, field, depth } = place;
    const said = field === '' ? 'body' : shortened(field);
    if (typeof value === 'string') {
      const message = textProblem(value);
      if (message !== undefined) return { field: said, message };
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) return { field: said, message: 'is a number too large to be kept' };
    } else if (typeof value === 'object' && value !== null) {
      if (depth >= DEEPEST)
        return { field: said, message: `has more than ${String(DEEPEST)} levels of lists and objects` };
      for (const [name, inner] of Object.entries(value)) {
        const path = Array.isArray(value) ? `${field}[${name}]` : field === '' ? name : `${field}.${name}`;
        if (FORBIDDEN_NAMES.has(name))
          return { field: shortened(path), message: 'is not a name that a field can have' };
        const message = textProblem(name);
        if (message !== undefined) return { field: 'body', message: `has a field whose name ${message}` };
        open.push({ value: inner, field: path, depth: depth + 1 });
      }
    }
  }
  return undefined;
}

const LONGEST_FIELD = 200;

const shortened = (field: string): string =>
  field.length > LONGEST_FIELD ? `${field.slice(0, LONGEST_FIELD)}…` : field;
