import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { checkEvents } from '#acquisition/audit';
import { documentsNamedIn } from '#acquisition/evidence';
import type { RecordedEvent } from '#event-store';
import { checkExport, exportedLog, isExportFileError } from '#event-store/cloud-events';
import { canonical } from '#event-store/copy';
import type { Finding, InclusionProof, KeptCheckpoint, Verdict, Verifier } from '#ledger';
import {
  confirmedKeys,
  foundIn,
  isIncluded,
  isLedgerError,
  nameOf,
  openCheckpoint,
  readCheckpoint,
  readVerifier,
  upper,
  verifyLog,
  writeVerifier,
} from '#ledger';
import type { Manifest } from './members';
import { MEMBERS, evidenceMember } from './members';

export interface VerifyBundleOptions {
  /** The public key that was published. Without it the one in the bundle is believed, and said to be. */
  readonly key?: string;
  /** Checkpoints that were kept elsewhere. */
  readonly against?: readonly KeptCheckpoint[];
  readonly onProgress?: (events: number) => void;
}

/** The bundle cannot be read at all. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

interface Opened {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** @throws BundleError where the bundle is cut or damaged. */
  read(name: string): AsyncIterable<Uint8Array>;
  text(name: string): Promise<string>;
  close(): void;
}

async function openArchive(file: string): Promise<Opened> {
  const damaged = (error: unknown): BundleError => {
    const why = error instanceof Error ? error.message : String(error);
    return new BundleError(`${file} was cut, is damaged, or is no bundle (${why}): get it again.`, { cause: error });
  };
  let zip: ZipFile;
  const entries = new Map<string, Entry>();
  try {
    zip = await openPromise(file, { autoClose: false });
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    throw damaged(error);
  }
  async function* read(name: string): AsyncGenerator<Uint8Array> {
    const entry = entries.get(name);
    if (entry === undefined) throw new BundleError(`${name} is missing from ${file}: get it again, whole.`);
    try {
      yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>;
    } catch (error) {
      throw damaged(error);
    }
  }
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    read,
    text: (name) => text(read(name)),
    close: () => zip.close(),
  };
}

async function readManifest(opened: Opened, file: string): Promise<Manifest> {
  try {
    const manifest = JSON.parse(await opened.text(MEMBERS.manifest)) as { readonly format?: unknown } | null;
    if (manifest?.format === 1) return manifest as Manifest;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new BundleError(`The manifest of ${file} is not as it was written, or of a newer version of Ovation.`);
}

/** What is missing, was added, renamed or altered. */
async function checkMembers(opened: Opened, { members }: Manifest): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const find = (message: string): void => void findings.push({ code: 'ledger', message });
  const known = new Set<string>([MEMBERS.manifest, ...members.map(({ name }) => name)]);
  const digests = new Map<string, string>();
  for (const name of opened.names) {
    const hash = createHash('sha256');
    for await (const chunk of opened.read(name)) hash.update(chunk);
    digests.set(name, hash.digest('hex'));
  }
  const missing = members.filter(({ name }) => !opened.has(name));
  const added = opened.names.filter((name) => !known.has(name));
  for (const { name, sha256 } of missing) {
    const renamed = added.find((other) => digests.get(other) === sha256);
    if (renamed === undefined) find(`${name} is missing from the bundle.`);
    else find(`${name} was renamed to ${renamed} in the bundle.`);
  }
  const renamed = new Set(missing.map(({ sha256 }) => sha256));
  for (const name of added) {
    if (!renamed.has(digests.get(name) ?? '')) find(`${name} was added to the bundle: its manifest does not list it.`);
  }
  for (const { name, sha256 } of members) {
    if (opened.has(name) && digests.get(name) !== sha256) find(`${name} is not what it was when the bundle was made.`);
  }
  return findings;
}

const notCovered = (count: number): string =>
  `The checkpoint does not cover ${count === 1 ? 'the last event' : `the last ${String(count)} events`}: nothing proves them yet.`;

/** Each event of a film against its proof. */
async function checkProofs(opened: Opened, note: string, events: AsyncIterable<RecordedEvent>) {
  const { size, root } = readCheckpoint(note);
  const proofs = new Map<string, InclusionProof>();
  for (const line of (await opened.text(MEMBERS.proofs)).split('\n')) {
    if (line === '') continue;
    const proof = JSON.parse(line) as InclusionProof;
    proofs.set(proof.leaf, proof);
  }
  const findings: Finding[] = [];
  let index = 0;
  let unproven = 0;
  for await (const event of events) {
    const proof = proofs.get(canonical(event));
    const found = foundIn(event, index);
    index += 1;
    proofs.delete(canonical(event));
    if (proof === undefined) {
      unproven += 1;
    } else if (proof.size !== size || proof.root !== root.toString('hex') || !isIncluded(proof)) {
      findings.push({
        code: 'altered',
        message: `The proof of ${nameOf(found)} does not lead to the checkpoint.`,
        event: found,
      });
    }
  }
  for (const { leaf } of proofs.values()) {
    const { type, id } = JSON.parse(leaf) as RecordedEvent;
    findings.push({
      code: 'altered',
      message: `${type} ${id} is proven, and not as it was recorded among the events: one was altered or removed.`,
    });
  }
  return { findings, remarks: unproven === 0 ? [] : [notCovered(unproven)], size };
}

async function checkEvidence(opened: Opened, { unkept }: Manifest, events: AsyncIterable<RecordedEvent>) {
  const findings: Finding[] = [];
  const told = new Set<string>();
  const known = new Set(unkept.map(({ sha256 }) => sha256));
  for await (const { sha256, name, eventId } of documentsNamedIn(events)) {
    if (told.has(sha256)) continue;
    told.add(sha256);
    const member = evidenceMember(sha256);
    const named = `${name} (SHA-256 ${sha256}), which entry ${eventId} names,`;
    if (!opened.has(member)) {
      if (!known.has(sha256))
        findings.push({ code: 'evidence', message: `${upper(named)} is missing from the bundle.` });
      continue;
    }
    const hash = createHash('sha256');
    for await (const chunk of opened.read(member)) hash.update(chunk);
    if (hash.digest('hex') !== sha256) findings.push({ code: 'evidence', message: `${upper(named)} was altered.` });
  }
  const remarks = unkept.map(
    ({ sha256, name }) => `${name} (SHA-256 ${sha256}) was not kept when the bundle was made.`,
  );
  return { findings, remarks };
}

/** Whose checkpoint it is, and by which key. */
function checkSignature(note: string, keyText: string, { rotations }: Manifest, trusted: string | undefined) {
  const findings: Finding[] = [];
  const find = (message: string): void => void findings.push({ code: 'checkpoint', message });
  let key: Verifier | undefined;
  try {
    key = readVerifier(keyText);
    const given = trusted === undefined ? undefined : readVerifier(trusted);
    if (given !== undefined && !confirmedKeys(given, rotations).some(({ id }) => id.equals((key as Verifier).id))) {
      find(
        `The bundle is signed with another key than the one given: ${writeVerifier(key)}. It is not of that log, or was made by somebody else.`,
      );
    }
    openCheckpoint(note, [key]);
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    find(error.message);
  }
  const believed =
    'The key comes from the bundle itself: compare it with the one that was published, or give that with --key.';
  return { findings, remarks: trusted === undefined ? [believed] : [] };
}

/**
 * Verifies a bundle with nothing but itself: members, signature, every event against the checkpoint, and every document.
 * @throws BundleError for what is no bundle, or was cut; LedgerError `invalid` for a key or checkpoint given that is none.
 */
export async function verifyBundle(file: string, options: VerifyBundleOptions = {}): Promise<Verdict> {
  const { key: trusted, against = [], onProgress = () => undefined } = options;
  if (trusted !== undefined) readVerifier(trusted);
  const opened = await openArchive(file);
  try {
    const manifest = await readManifest(opened, file);
    const findings = [...(await checkMembers(opened, manifest))];
    const needed = [
      MEMBERS.key,
      MEMBERS.checkpoint,
      MEMBERS.events,
      ...(manifest.film === null ? [] : [MEMBERS.proofs]),
    ];
    const absent = needed.filter((name) => !opened.has(name));
    const nothing: Verdict = {
      isIntact: false,
      findings,
      remarks: [],
      events: 0,
      root: '',
      checkpoints: 0,
      covered: 0,
    };
    if (absent.length > 0) return nothing;
    const [note, keyText] = [await opened.text(MEMBERS.checkpoint), await opened.text(MEMBERS.key)];
    const signature = checkSignature(note, keyText, manifest, trusted);
    findings.push(...signature.findings);
    const log = exportedLog(() => opened.read(MEMBERS.events));
    try {
      await checkExport(opened.read(MEMBERS.events), onProgress);
    } catch (error) {
      if (!isExportFileError(error)) throw error;
      findings.push({ code: 'altered', message: `${MEMBERS.events}: ${error.message}` });
      return { ...nothing, findings };
    }
    const own = { name: MEMBERS.checkpoint, note };
    const film = manifest.film !== null;
    const verdict = await verifyLog({
      log,
      check: checkEvents(),
      ...(film ? {} : { against: [own, ...against], key: readVerifier(keyText) }),
    });
    findings.push(...verdict.findings);
    const proven = film ? await checkProofs(opened, note, log.readAll()) : undefined;
    const documents = await checkEvidence(opened, manifest, log.readAll());
    findings.push(...(proven?.findings ?? []), ...documents.findings);
    const remarks = [...signature.remarks, ...(proven?.remarks ?? verdict.remarks), ...documents.remarks];
    const { origin, size } = manifest;
    return { ...verdict, origin, covered: size, findings, remarks, isIntact: findings.length === 0 };
  } finally {
    opened.close();
  }
}
