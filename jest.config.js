/** Tests run on Node 24 (the `node` package), TypeScript through SWC; Nest is ESM-only, hence the VM modules flag in package.json. */
module.exports = {
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts'],
  // What is killed, frozen and damaged for minutes, and what is not passed everywhere yet: `npm run test:failures`.
  testPathIgnorePatterns:
    process.env.OVATION_FAILURES === 'all'
      ? ['/node_modules/']
      : [
          '/node_modules/',
          'test/failure/kurrentdb/',
          'test/failure/.*/(failing-disk|damaged-file|contention|killed-views|killed-clock|poison-event|clock-set-back)\\.spec',
          'test/failure/process/full-disk',
          'test/bench/bench\\.spec',
        ],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  testEnvironmentOptions: { customExportConditions: ['source', 'require', 'node', 'default'] },
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/scripts/closing-line-reporter.cjs'],
};
