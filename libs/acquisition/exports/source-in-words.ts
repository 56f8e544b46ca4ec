import type { Source } from '#acquisition/domain';

/** What is known of a source beside its name, so that somebody can go and look: an address, a digest, a row of a file. */
export function sourceInWords(source: Source): string {
  switch (source.kind) {
    case 'witnessed':
      return 'witnessed';
    case 'document':
      return `document, SHA-256 ${source.sha256}`;
    case 'press':
      return source.address === undefined ? 'press' : `press, ${source.address}`;
    case 'import':
      return [`import of ${source.file}, row ${source.row}`, ...source.cites.map((cited) => `citing ${cited}`)].join(
        '; ',
      );
  }
}
