/** Signed notes, keys and checkpoints, as the Community Cryptography Specification Project (C2SP) writes them. */
export {
  makePrivateKey,
  readVerifier,
  signerOf,
  writeVerifier,
  type KeyKind,
  type Signer,
  type Verifier,
} from './keys';
export { isSignedBy, readNote, signNote, signatureLine, type Note, type NoteSignature } from './signed-note';
export { openCheckpoint, readCheckpoint, signCheckpoint, type Checkpoint } from './checkpoint';
