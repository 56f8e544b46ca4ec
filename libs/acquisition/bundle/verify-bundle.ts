import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { checkEvents } from '#acquisition/audit';
import { documentsNamedIn } from '#acquisition/evidence';
import type { RecordedEvent } from '#event-store';
import { canonical } from '#event-store';
import { checkExport, exportedLog, isExportFileError } from '#event-store/cloud-events';
import type { Checkpoint, Finding, InclusionProof, KeptCheckpoint, Verdict } from '#ledger';
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
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) throw new Error(`it has ${entry.fileName} twice`);
      entries.set(entry.fileName, entry);
    }
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
    const manifest = JSON.parse(await opened.text(MEMBERS.manifest)) as Partial<Manifest> | null;
    const lists = [manifest?.members, manifest?.rotations, manifest?.unkept];
    if (manifest?.format === 1 && lists.every(areObjects)) return manifest as Manifest;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new BundleError(`The manifest of ${file} is not as it was written, or of a newer version of Ovation.`);
}

const areObjects = (list: unknown): boolean =>
  Array.isArray(list) && list.every((one: unknown) => typeof one === 'object' && one !== null);

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

/** The proofs of a film, a line each. @throws BundleError for a line that is none. */
async function* proofsIn(opened: Opened): AsyncGenerator<InclusionProof> {
  let rest = '';
  for await (const chunk of opened.read(MEMBERS.proofs)) {
    const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield readProof(Buffer.from(line, 'latin1').toString());
  }
  if (rest !== '') yield readProof(Buffer.from(rest, 'latin1').toString());
}

function readProof(line: string): InclusionProof {
  try {
    const proof = JSON.parse(line) as InclusionProof;
    const isProof = typeof proof.leaf === 'string' && Array.isArray(proof.hashes);
    if (isProof && proof.hashes.every((hash: unknown) => typeof hash === 'string')) return proof;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new BundleError(`A line of ${MEMBERS.proofs} is no proof: the bundle was altered or damaged, get it again.`);
}

/** Each event of a film against its proof, which stand in the same order. */
async function checkProofs(opened: Opened, note: string, events: AsyncIterable<RecordedEvent>) {
  const { size, root } = readCheckpoint(note);
  const proofs = proofsIn(opened);
  const findings: Finding[] = [];
  let index = 0;
  let last = -1;
  for await (const event of events) {
    const found = foundIn(event, index);
    const { value: proof } = (await proofs.next()) as IteratorResult<InclusionProof, undefined>;
    const isProven =
      proof?.leaf === canonical(event) &&
      proof.size === size &&
      proof.root === root.toString('hex') &&
      isIncluded(proof);
    if (!isProven) {
      const message = `${upper(nameOf(found))} is not proven to be under the checkpoint: it was altered, added, removed or moved.`;
      findings.push({ code: 'altered', message, event: found });
      break;
    }
    if (proof.index <= last) {
      const message = `${upper(nameOf(found))} was moved: it was recorded before the one ahead of it.`;
      findings.push({ code: 'moved', message, event: found });
    }
    last = proof.index;
    index += 1;
  }
  if (findings.length === 0 && !(await proofs.next()).done) {
    const message = `Events of the film were removed from the end of ${MEMBERS.events}: there are proofs of more.`;
    findings.push({ code: 'removed', message });
  }
  return findings;
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
  let checkpoint: Checkpoint | undefined;
  try {
    const key = readVerifier(keyText);
    const keys = trusted === undefined ? [key] : confirmedKeys(readVerifier(trusted), rotations);
    if (keys.some(({ publicKey }) => publicKey.equals(key.publicKey))) {
      checkpoint = openCheckpoint(note, keys);
    } else {
      find(
        `The bundle is signed with another key than the one given: ${writeVerifier(key)}. It is not of that log, or was made by somebody else.`,
      );
    }
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    find(error.message);
  }
  const believed =
    'The key comes from the bundle itself: compare it with the one that was published, or give that with --key.';
  return { findings, remarks: trusted === undefined ? [believed] : [], checkpoint };
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
    if (manifest.film !== null && against.length > 0) {
      const message =
        'A bundle of one film cannot be compared with a checkpoint that was kept: compare the whole log, or a bundle of it.';
      throw new BundleError(message);
    }
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
    const { checkpoint } = signature;
    // Without a signature that holds there is nothing to compare with.
    if (checkpoint === undefined) return { ...nothing, remarks: signature.remarks };
    const isWhole = manifest.film === null;
    const verdict = await verifyLog({
      log,
      check: checkEvents(),
      ...(isWhole ? { against: [{ name: MEMBERS.checkpoint, note }, ...against] } : {}),
    });
    findings.push(...verdict.findings);
    if (isWhole && verdict.events > checkpoint.size) {
      const message = `The bundle has ${String(verdict.events)} events, and its checkpoint is of ${String(checkpoint.size)}: the others were added.`;
      findings.push({ code: 'inserted', message });
    }
    if (!isWhole) findings.push(...(await checkProofs(opened, note, log.readAll())));
    const documents = await checkEvidence(opened, manifest, log.readAll());
    findings.push(...documents.findings);
    const remarks = [...signature.remarks, ...documents.remarks];
    const { origin, size } = checkpoint;
    return { ...verdict, origin, covered: size, findings, remarks, isIntact: findings.length === 0 };
  } finally {
    opened.close();
  }
}
