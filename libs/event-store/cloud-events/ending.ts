import { createHash } from 'node:crypto';
import type { Json } from '../port';
import { LineProblem } from './line';

/** The last line of an export is a CloudEvent too, from a source of its own. */
const SOURCE = 'urn:ovation:export';
/** Raised when lines are written otherwise. */
const FORMAT = 1;

/** What the last line says of the lines before it, so that a cut file is told from a whole one. */
export interface Ending {
  readonly events: number;
  /** In hex, over every byte of the lines before, their line feeds included. */
  readonly sha256: string;
}

type CloudEvent = { readonly [key: string]: Json };

/** The last line, without its line feed; its id is the SHA-256 of its data. @param about what else is said of the export. */
export function endingOf({ events, sha256 }: Ending, about: CloudEvent): string {
  const data = { ...about, format: FORMAT, events, sha256 };
  return JSON.stringify({
    specversion: '1.0',
    id: createHash('sha256').update(JSON.stringify(data)).digest('hex'),
    source: SOURCE,
    type: 'ExportEnded',
    datacontenttype: 'application/json',
    data,
  });
}

/** True for the CloudEvent of a last line. */
export const isEnding = ({ source }: CloudEvent): boolean => source === SOURCE;

/** True for one that a newer version of this program wrote. */
export const isOfNewerFormat = ({ data }: CloudEvent): boolean =>
  Number((data as { readonly format?: unknown } | null | undefined)?.format) > FORMAT;

/** What a last line says. @throws LineProblem for one that is not, to the letter, what `endingOf` makes. */
export function readEnding(line: string, { data }: CloudEvent): Ending {
  const said = (data ?? {}) as CloudEvent;
  const { events, sha256 } = said;
  const about = Object.entries(said).filter(([name]) => !['format', 'events', 'sha256'].includes(name));
  const ending = { events: Number(events), sha256: typeof sha256 === 'string' ? sha256 : '' };
  if (endingOf(ending, Object.fromEntries(about)) !== line)
    throw new LineProblem('is not the line that ends an export');
  return ending;
}
