/** Tests run on Node 24 (the `node` package), TypeScript through SWC; Nest is ESM-only, hence the VM modules flag in package.json. */
module.exports = {
  // Servers killed, frozen and cut off take minutes: `npm run test:kurrentdb-failures`.
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts', '!<rootDir>/test/failure/kurrentdb/**'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  testEnvironmentOptions: { customExportConditions: ['source', 'require', 'node', 'default'] },
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/scripts/closing-line-reporter.cjs'],
};
