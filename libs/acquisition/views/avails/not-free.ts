import type { At, Mask, Region } from '#acquisition/domain';
import { dayNumber, levelOf, masksOf } from '#acquisition/domain';
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { BlockInBits } from './bits';
import { COUNTRY_COLUMNS, LANGUAGE_COLUMNS, inBits } from './bits';

const column = (name: keyof BlockInBits): RawBuilder<number> => sql<number>`${sql.ref(`t.${name}`)}`;
const anyOf = (conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(conditions, sql` or `)})`;
const allOf = (conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(conditions, sql` and `)})`;

/** The columns in which something is asked for: the others cannot overlap. */
const askedColumns = <Name extends keyof BlockInBits>(block: BlockInBits, names: readonly Name[]) =>
  names.flatMap((name) => (block[name] === null || block[name] === 0 ? [] : [{ name, bits: block[name] }]));

/** Rows that take anything of a block. */
function takesPartOf(mask: Mask): RawBuilder<boolean> {
  const block = inBits(mask);
  const meets = (names: Parameters<typeof askedColumns>[1]): readonly RawBuilder<boolean>[] =>
    askedColumns(block, names).map(({ name, bits }) => sql<boolean>`${column(name)} & ${bits} <> 0`);
  const languages = meets(LANGUAGE_COLUMNS);
  return allOf([
    sql<boolean>`${column('from_day')} < ${block.to_day}`,
    sql<boolean>`${column('to_day')} > ${block.from_day}`,
    sql<boolean>`${column('media')} & ${block.media} <> 0`,
    anyOf(meets(COUNTRY_COLUMNS)),
    ...(languages.length === 0 ? [] : [anyOf([sql<boolean>`${column('l0')} is null`, ...languages])]),
  ]);
}

/** Rows that take all of a block, alone. */
function takesAllOf(mask: Mask): RawBuilder<boolean> {
  const block = inBits(mask);
  return allOf([
    sql<boolean>`${column('from_day')} <= ${block.from_day}`,
    sql<boolean>`${column('to_day')} >= ${block.to_day}`,
    sql<boolean>`${column('media')} & ${block.media} = ${block.media}`,
    ...askedColumns(block, COUNTRY_COLUMNS).map(({ name, bits }) => sql<boolean>`${column(name)} & ${bits} = ${bits}`),
    sql<boolean>`${column('l0')} is null`,
  ]);
}

/** What is asked about, of rows of `avails_taken`, named `t`. */
export interface Question {
  readonly region: Region;
  readonly at: At;
  readonly exclusive?: boolean;
}

/** Rows that stand in the way at the moment of the question. */
const standsInTheWay = ({ at, exclusive }: Question): RawBuilder<boolean> =>
  allOf([
    sql<boolean>`t.level >= ${levelOf(exclusive)}`,
    sql<boolean>`(t.until_instant is null or t.until_instant > ${at.instant})`,
    sql<boolean>`(t.until_day is null or t.until_day > ${dayNumber(at.day)})`,
  ]);

/** Rows for which not everything asked about is free. */
export const takesAnything = (question: Question): RawBuilder<boolean> =>
  allOf([standsInTheWay(question), anyOf(masksOf(question.region).map(takesPartOf))]);

/** For each block asked about: rows for which nothing of it is free. Several rows together may leave nothing either. */
export const takesEverything = (question: Question): readonly RawBuilder<boolean>[] =>
  masksOf(question.region).map((mask) => allOf([standsInTheWay(question), takesAllOf(mask)]));
