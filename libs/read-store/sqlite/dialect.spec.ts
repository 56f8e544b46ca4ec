import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { nodeSqliteDialect, sqliteConnection } from './dialect';

it('limits rows without letting SQLite plan anew at each call', async () => {
  const database = new DatabaseSync(':memory:');
  database.exec('create table films (title text); insert into films values (1), (2), (3)');
  const connection = sqliteConnection(database, ':memory:');
  const pool = { acquire: () => Promise.resolve(connection), release: () => undefined, close: () => Promise.resolve() };
  const db = new Kysely<{ films: { title: string } }>({ dialect: nodeSqliteDialect(pool, 'begin') });
  const query = db.selectFrom('films').selectAll().orderBy('title').limit(2);
  expect(query.compile().sql).toMatch(/ limit \? \+ 0$/);
  expect(await query.offset(1).execute()).toEqual([{ title: '2' }, { title: '3' }]);
  database.close();
});
