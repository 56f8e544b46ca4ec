import { describeMedia, describeTerritories } from '#acquisition/domain';
import type { SlateBlocks } from '#acquisition/views';
import type { Sheet } from '#spreadsheets';
import { extentCells, mandateCell } from './film-sheet';

const HEAD = [
  'Film',
  'Year',
  'Territories',
  'Media',
  'First day',
  'Last day',
  'Languages',
  'All that was asked',
  'Mandate',
  'Warnings',
];

/** What is free on the slate, a row for each block of each film. */
export const slateSheet = ({ films }: SlateBlocks): Sheet => ({
  name: 'Avails',
  head: [HEAD],
  rows: films.flatMap(({ title, year, blocks, isFree, isMandateAssumed, warnings }) =>
    blocks.map((block) => [
      title,
      year,
      describeTerritories(block.territories),
      describeMedia(block.media),
      ...extentCells(block),
      isFree ? 'yes' : 'no',
      mandateCell(isMandateAssumed),
      warnings.join('; '),
    ]),
  ),
});
