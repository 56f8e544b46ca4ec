/** Handling of commands on streams: fold, decide, append, once. Knows nothing of what the events mean. */
export { CommandIdReused, IfMatchFailed } from './errors';
export { createFoldedStreams } from './folded-streams';
export { commandIdFrom, eventIdOf, newId } from './ids';
export {
  createRecorder,
  type DecidedEvent,
  type LoadedStream,
  type Recorded,
  type Recorder,
  type RecorderOptions,
  type RecordRequest,
  type StreamModel,
} from './recorder';
