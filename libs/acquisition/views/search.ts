import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from 'kysely';
import { plain } from '#acquisition/domain';

/** What is looked for, in the form in which views keep what can be found. */
export const searchKey = plain;

/** The words that are looked for. */
export const searchWords = (search: string | undefined): readonly string[] =>
  searchKey(search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');

/** True where a column has a word, or a part of one. */
export const hasWord = (column: string, word: string): RawBuilder<SqlBool> => {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '\\'`;
};
