/** Tests run on Node 24 (the `node` package), TypeScript through SWC; Nest is ESM-only, hence the VM modules flag in package.json. */
module.exports = {
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts'],
  // One for each of two processors: much of a run is waiting for processes that are started, killed and frozen.
  maxWorkers: 2,
  // What is loaded only when it is wanted is imported by the name that it has when it is built.
  moduleNameMapper: { '^(\\./.+)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  testEnvironmentOptions: { customExportConditions: ['source', 'require', 'node', 'default'] },
  testTimeout: 60_000,
  testSequencer: '<rootDir>/scripts/longest-first-sequencer.cjs',
  reporters: ['default', '<rootDir>/scripts/closing-line-reporter.cjs'],
};
