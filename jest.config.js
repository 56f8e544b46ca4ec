/** Tests run on Node 24 (the `node` package), TypeScript through SWC; Nest is ESM-only, hence the VM modules flag in package.json. */
module.exports = {
  // What is killed, frozen and damaged for minutes, and what is not passed everywhere yet: `npm run test:failures`.
  testMatch: [
    '<rootDir>/{apps,libs,test}/**/*.spec.ts',
    '!<rootDir>/test/failure/kurrentdb/**',
    '!<rootDir>/test/failure/**/{failing-disk,damaged-file,contention,killed-views,poison-event,clock-set-back}.spec.ts',
    '!<rootDir>/test/failure/process/full-disk.spec.ts',
    '!<rootDir>/test/bench/bench.spec.ts',
  ],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  testEnvironmentOptions: { customExportConditions: ['source', 'require', 'node', 'default'] },
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/scripts/closing-line-reporter.cjs'],
};
