import type { Position } from '#event-store';
import type { Instant } from '#acquisition/domain';

/** An event that a webhook has not taken yet. */
export interface Failing {
  readonly eventId: string;
  /** When it was posted first. */
  readonly since: Instant;
  readonly attempts: number;
  /** What became of the last attempt, a sentence without its full stop. */
  readonly said: string;
  /** When it is posted again. */
  readonly nextAt: Instant;
}

/** How far a webhook has come. */
export interface WebhookProgress {
  /** Of the last event that it took, or that it is not told of; that of the beginning before there is one. */
  readonly position: Position;
  /** That event, by which its place is found again in a log that was restored or moved; `null`: none yet. */
  readonly last: { readonly id: string; readonly stream: string; readonly revision: string } | null;
  /** Events that it took. */
  readonly delivered: number;
  readonly lastAt: Instant | null;
  readonly failing: Failing | null;
}

/** Keeps how far webhooks have come. What is lost of it is told again: at least once, under the ids that it had. */
export interface ProgressKeeper {
  of(webhookId: string): WebhookProgress | undefined;
  keep(webhookId: string, progress: WebhookProgress): Promise<void>;
  /** Answers it from now on, and keeps it with the next that is kept. */
  note(webhookId: string, progress: WebhookProgress): void;
  /** Forgets all but these. */
  keepOnly(webhookIds: ReadonlySet<string>): Promise<void>;
}
