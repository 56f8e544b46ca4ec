/**
 * Preloaded into a process that keeps views: kills it at the commit of a batch and its checkpoint, just before or just
 * after, where it counts most.
 *
 *   DIE_AT_VIEW_COMMIT   at the how-manieth commit to the read store, counted from 1
 *   DIE_WHEN             `before` or `after` it
 */
const { DatabaseSync } = require('node:sqlite');

const at = Number(process.env.DIE_AT_VIEW_COMMIT);
const { prepare } = DatabaseSync.prototype;
let commits = 0;

function die() {
  process.kill(process.pid, 'SIGKILL');
  for (;;); // until it has arrived
}

DatabaseSync.prototype.prepare = function prepareAndCount(sql, ...rest) {
  const statement = prepare.call(this, sql, ...rest);
  if (sql !== 'commit' || !this.location()?.endsWith('views.db')) return statement;
  return {
    columns: () => [],
    run: () => {
      commits += 1;
      if (commits === at && process.env.DIE_WHEN === 'before') die();
      const result = statement.run();
      if (commits === at) die();
      return result;
    },
  };
};
