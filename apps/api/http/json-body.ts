import type { FastifyInstance } from 'fastify';
import { Problem, invalidInput } from '../problems/problem';
import { hostileInput } from './hostile-input';

const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new Problem(400, 'malformed-json', 'The body is not UTF-8: JSON is always sent in UTF-8.');
  }
}

/** V8 says where in its message, and quotes the text around it: only the place is passed on. */
function whereIn(text: string, error: unknown): string {
  const at = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  if (at === undefined) return text.trim() === '' ? 'it is empty' : 'it ends too early';
  const before = text.slice(0, Number(at)).split('\n');
  return `position ${at} (line ${String(before.length)}, column ${String((before.at(-1) ?? '').length + 1)}) is not expected`;
}

/**
 * The value of a JSON body.
 * @throws Problem when it is not JSON, or has what no field may have.
 */
export function parseJsonBody(body: Buffer): unknown {
  const text = textOf(body);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Problem(400, 'malformed-json', `The body is not JSON: ${whereIn(text, error)}.`);
  }
  const problem = hostileInput(value);
  if (problem !== undefined) throw invalidInput([problem]);
  return value;
}

/** Lets the server read bodies of JSON, and nothing else. No body at all is an empty object: some commands need none. */
export function readJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    // Not async: nothing is waited for.
    (_request, body, done) => {
      try {
        done(null, body.length === 0 ? undefined : parseJsonBody(body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}
