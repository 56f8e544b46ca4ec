import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root';
import type { Result } from './result';
import { markdownOf } from './table';

const FOLDER = join(ROOT, 'bench/results');

/** Keeps a result under bench/results: JSON, and the table for the reference. Answers the paths. */
export function saveResult(result: Result): readonly string[] {
  mkdirSync(FOLDER, { recursive: true });
  const name = join(FOLDER, result.at.replace(/:\d\d\.\d+Z$/, '').replace(/[:T]/g, '-'));
  writeFileSync(`${name}.json`, `${JSON.stringify(result, undefined, 2)}\n`);
  writeFileSync(`${name}.md`, markdownOf(result));
  return [`${name}.json`, `${name}.md`];
}
