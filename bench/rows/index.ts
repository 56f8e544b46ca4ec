import type { Row } from '../row';
import { append1 } from './append-1';
import { append64 } from './append-64';
import { appendEmmett } from './append-emmett';
import { appendKurrentdb } from './append-kurrentdb';
import { avails } from './avails';
import { check } from './check';
import { command } from './command';
import { deadlines } from './deadlines';
import { exportRow } from './export';
import { fold } from './fold';
import { growth } from './growth';
import { ledger } from './ledger';
import { rebuild } from './rebuild';
import { server } from './server';
import { slate } from './slate';

/** Every row, in the order of the table. */
export const ROWS: readonly Row[] = [
  append1,
  append64,
  appendEmmett,
  appendKurrentdb,
  command,
  check,
  deadlines,
  fold,
  rebuild,
  exportRow,
  slate,
  avails,
  ledger,
  growth,
  server,
];
