/** The dependency rules of docs/explanation/architecture.md, so that they hold and are not only written. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      comment: 'The domain imports nothing outside itself: no framework, no node:, no other lib.',
      severity: 'error',
      from: { path: '^libs/acquisition/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/acquisition/domain/' },
    },
    {
      name: 'libs-know-no-apps',
      severity: 'error',
      from: { path: '^libs/', pathNot: '^libs/testing/' },
      to: { path: '^apps/' },
    },
    {
      name: 'trade-is-not-in-the-plumbing',
      comment: 'Event store, evidence, subscriptions, read store, ledger and configuration know nothing of films.',
      severity: 'error',
      from: {
        path: '^libs/(durable-files|event-store|evidence|subscriptions|read-store|ledger|configuration)/',
        pathNot: '\\.spec\\.ts$',
      },
      to: { path: '^libs/acquisition/' },
    },
    {
      name: 'adapters-in-composition-roots-only',
      severity: 'error',
      from: {
        path: '^libs/',
        pathNot:
          '(^libs/event-store/(sqlite|kurrentdb)/|^libs/evidence/folder/|^libs/testing/|/testing/|\\.spec\\.ts$|/contract/)',
      },
      to: { path: '^libs/(event-store/(sqlite|kurrentdb)|evidence/folder)/' },
    },
    {
      name: 'views-and-commands-do-not-know-each-other',
      severity: 'error',
      from: { path: '^libs/acquisition/(commands|views)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/acquisition/(commands|views)/', pathNot: '^libs/acquisition/$1/' },
    },
    {
      name: 'processes-are-given-what-they-use',
      comment: 'A process issues commands and asks views by ports: the composition root connects them.',
      severity: 'error',
      from: { path: '^libs/acquisition/processes/', pathNot: '(\\.spec\\.ts$|/testing/)' },
      to: { path: '^libs/acquisition/(commands|views|chronicle)/' },
    },
    {
      name: 'through-the-door',
      comment: 'Another folder with an index.ts is entered by it.',
      severity: 'error',
      from: { path: '^(libs/(?:acquisition/)?[^/]+|apps/[^/]+)/' },
      to: {
        path: '^(libs/(?:acquisition/)?[^/]+|apps/[^/]+)/',
        pathNot: ['^$1/', '/index\\.ts$'],
      },
    },
    {
      name: 'tests-are-not-shipped',
      severity: 'error',
      from: { pathNot: '(\\.spec\\.ts$|^libs/testing/|^test/|/contract/)' },
      to: { path: '^(libs/testing|test)/' },
    },
    { name: 'no-unknown', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependency',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '(\\.spec\\.ts$|^libs/testing/|/contract/)' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
