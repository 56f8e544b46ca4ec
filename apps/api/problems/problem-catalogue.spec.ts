import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROBLEMS } from './problem-catalogue';

const RULES = join(__dirname, '../../../libs/acquisition/domain/rules');
const HERE = join(__dirname, '..');

const sources = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');

const codesIn = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, code = '']) => code)),
];

it('describes every code that a rule refuses with', () => {
  const codes = codesIn(sources(RULES), /refuse\(\s*'[a-z-]+',\s*'([a-z-]+)'/g);
  expect(codes.length).toBeGreaterThan(15);
  expect(codes.filter((code) => !Object.hasOwn(PROBLEMS, code))).toEqual([]);
});

it('describes every code that the edge answers with', () => {
  const codes = codesIn(sources(HERE), /new Problem\(\s*\w+,\s*'([a-z-]+)'|later\('([a-z-]+)'/g);
  expect(codes.filter((code) => code !== '' && !Object.hasOwn(PROBLEMS, code))).toEqual([]);
});

it('says what each means in sentences', () => {
  for (const { title, says } of Object.values(PROBLEMS)) {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(says).toMatch(/^[A-Z`].*\.$/);
  }
});
