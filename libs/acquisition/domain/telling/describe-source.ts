import type { Source } from '../events';

/** On whose word something is recorded, in short: a person, a document, an outlet, or what a row of an import cites. */
export function describeSource(source: Source): string {
  switch (source.kind) {
    case 'witnessed':
      return source.by ?? 'witnessed';
    case 'document':
      return source.name;
    case 'press':
      return source.outlet;
    case 'import':
      return source.cites[0] ?? source.file;
  }
}
