/** The server: HTTP edge and composition root. The command line opens the same stores by this door. */
export { recordedRoles } from './audit/recorded-roles';
export { viewsOf } from '#acquisition/views';
export { alteredInWords, bringEvidenceBack, bringEvidenceBeside } from './backups/evidence-beside-backups';
export { calendarOf, systemClock, zoneOf } from './clock';
export { fileOfEmbedded, holderOf, isMade, openEventStore, type OpenEventStoreOptions } from './open-event-store';
export { openEvidence } from './open-evidence';
export { knownFilms } from './known-films';
export { openStores, type OpenStoresOptions, type Stores } from './open-stores';
export { startServer, type RunningServer, type ServerOptions } from './start-server';
export { startFailure } from './start-failure';
export { startLedger, treeFolderOf } from './ledger/start-ledger';
export { verify } from './ledger/verify';
export type { VerifyProgress, VerifySettings } from './ledger/verify-stores';
