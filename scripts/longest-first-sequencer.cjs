const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that run the tests of many others, or start servers again and again: one of them last would keep all waiting. */
const LONGEST_FIRST = ['/acceptance/kurrentdb/', '/failure/kurrentdb/', '/failure/', '/docs/', '/bench/', '/cli/'];

const rankOf = ({ path }) => {
  const rank = LONGEST_FIRST.findIndex((part) => path.includes(part));
  return rank === -1 ? LONGEST_FIRST.length : rank;
};

/** Jest puts the longest first by what it remembers, which on a fresh clone is nothing. */
module.exports = class LongestFirstSequencer extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rankOf(one) - rankOf(other));
  }
};
