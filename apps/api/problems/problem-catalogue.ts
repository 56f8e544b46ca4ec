/** A kind of problem, as its page describes it. */
export interface CataloguedProblem {
  readonly title: string;
  /** What it means and what to do, in a sentence or two. */
  readonly says: string;
}

/** Every problem by its code. Codes are stable: clients decide by them. */
export const PROBLEMS: Readonly<Record<string, CataloguedProblem>> = {
  'invalid-input': {
    title: 'The input cannot be right',
    says: 'A field of the request is missing, unknown, or has a value that cannot be. `fields` names each with what is expected; nothing was recorded.',
  },
  'malformed-json': {
    title: 'The body is not JSON',
    says: 'The body cannot be read as JSON in UTF-8; the detail says where. Nothing was recorded.',
  },
  'bad-request': {
    title: 'The request cannot be read',
    says: 'The address or the headers are not well formed. Nothing was recorded.',
  },
  'route-not-found': { title: 'There is nothing at this address', says: 'The reference lists every address.' },
  'method-not-allowed': {
    title: 'This address does not answer this method',
    says: 'The header `Allow` lists the methods that it answers.',
  },
  'film-not-found': {
    title: 'There is no such film',
    says: 'Use the slug or id that the slate lists, or register the film.',
  },
  'offer-not-found': { title: 'There is no such offer', says: 'The offers of a film are listed with it.' },
  'deal-not-found': { title: 'There is no such deal', says: 'The deals of a film are listed with it.' },
  'mandate-not-found': { title: 'There is no such mandate', says: 'The mandates of a film are in its dossier.' },
  'dispute-not-found': { title: 'There is no such dispute', says: 'The disputes of a film are in its dossier.' },
  'entry-not-found': { title: 'There is no such entry', says: 'The history of a film lists its entries.' },
  'event-not-found': { title: 'There is no such event', says: 'The audit lists all events.' },
  'document-not-found': {
    title: 'There is no such document',
    says: 'No entry names it, and nothing is kept under that SHA-256. The list of documents has all that are kept.',
  },
  'document-missing': {
    title: 'The document is missing',
    says: 'An entry names it, and nothing is kept under its SHA-256. Whoever has the file puts that right by uploading it again; or restore it from a backup.',
  },
  'document-altered': {
    title: 'The document was altered',
    says: 'Its bytes are not those that it was named by, so they are not given. Whoever has the right file puts that right by uploading it again; or restore it from a backup.',
  },
  'document-not-kept': {
    title: 'The document is not kept here',
    says: 'Only a document that is kept can be named: upload it first, then record this again. Nothing was recorded.',
  },
  'document-empty': { title: 'The document is empty', says: 'Send its bytes as the body. Nothing was kept.' },
  'document-too-large': {
    title: 'The document is too large',
    says: 'It has more bytes than are kept (`OVATION_EVIDENCE_LIMIT`). Nothing of it was kept.',
  },
  'document-cut-off': {
    title: 'The document was cut off',
    says: 'It ended before it was whole. Send it again. Nothing of it was kept.',
  },
  'evidence-attached': {
    title: 'The document is attached already',
    says: 'It stands behind that entry. To take it back, retract the entry that attached it.',
  },
  'not-attachable': {
    title: 'Nothing is attached to an attachment',
    says: 'Attach the document to the entry that it stands behind.',
  },
  'buyer-not-found': {
    title: 'There is no such buyer',
    says: 'No buyer of that name has to do with any film, or has made an offer; `fields` has names that may have been meant.',
  },
  'buyer-merged': {
    title: 'The buyer is merged already',
    says: 'A name counts as one other. Separate the two first.',
  },
  'buyer-not-merged': { title: 'The buyer is not merged', says: 'There is nothing to separate.' },
  'buyers-in-a-circle': {
    title: 'The buyers would be merged in a circle',
    says: 'The other name counts as this one already. Separate the two first, or merge them the other way.',
  },
  'webhook-not-found': {
    title: 'There is no such webhook',
    says: 'It was never registered, or is removed. See the list of webhooks.',
  },
  'webhook-registered': {
    title: 'The webhook is registered already',
    says: 'That address is told of the same events already. Resume the webhook where it is disabled, or name other types or films.',
  },
  'webhook-disabled': { title: 'The webhook is disabled already', says: 'It is told of nothing until it is resumed.' },
  'webhook-active': {
    title: 'The webhook is not disabled',
    says: 'It is told of what is recorded: there is nothing to resume.',
  },
  'too-many-webhooks': {
    title: 'There are as many webhooks as there can be',
    says: 'Each of them reads the log by itself. Remove one that nobody needs.',
  },
  'festival-not-found': {
    title: 'There is no such festival',
    says: 'No film was at a festival of that name, or at that edition of it. The list of festivals has all of them.',
  },
  'rates-not-found': {
    title: 'There are no rates of that day',
    says: 'The detail names the nearest days that have some. Rates are set, or imported from a file.',
  },
  'rate-not-found': {
    title: 'There is no rate of that currency',
    says: 'The rates of that day are of other currencies. Use those of another day, or set them anew with it.',
  },
  'view-not-found': { title: 'There is no such view', says: 'The administration lists all views.' },
  'dead-letter-not-found': {
    title: 'There is no such dead letter',
    says: 'It may have been retried, or its view rebuilt. The administration lists those that there are.',
  },
  'problem-not-found': { title: 'There is no such problem', says: 'The page of problems lists all of them.' },
  'rights-not-free': {
    title: 'The rights are not free',
    says: 'Someone else holds or has reserved them, or the mandate does not cover them. `conflicts` names each with the overlapping block, `free` what is still free.',
  },
  'needs-approval': {
    title: 'The terms need an approval',
    says: 'They are below take. An approval of the terms on the table is requested, and stands in the record; once an executive who did not ask for it has approved them, the acceptance or the deal goes through. An approval dies when the terms change.',
  },
  'own-request': {
    title: 'Nobody approves what they asked for',
    says: 'Whoever asked for an approval cannot give it: another executive has to.',
  },
  'not-allowed': {
    title: 'This is not for this role',
    says: 'The detail says whose it is. `X-Ovation-User` and `X-Ovation-Role` say who acts.',
  },
  'may-be-sold': {
    title: 'The rights may be sold already',
    says: 'Words of another deal that nobody has resolved may stand for the same rights; `warnings` has them. Correct that entry once it is known what they mean, or say in `override` why this sale is right: it is recorded.',
  },
  'offer-is-dead': {
    title: 'The offer cannot be answered any more',
    says: 'It was declined, withdrawn, superseded, or lapsed. Record a new one.',
  },
  'not-due': {
    title: 'It does not lapse now',
    says: 'Its time has not come, nobody said when it comes, or that it lapsed was recorded before and retracted.',
  },
  'already-confidential': {
    title: 'The offer is confidential already',
    says: 'There is nothing to do: who is shown it is recorded.',
  },
  'not-reserved': { title: 'The offer reserves nothing', says: 'Only a reservation that is in force can be released.' },
  'film-withdrawn': { title: 'The film is withdrawn from sale', says: 'Reinstate it first.' },
  'film-not-withdrawn': { title: 'The film is not withdrawn', says: 'There is nothing to reinstate.' },
  'film-registered': {
    title: 'The film is registered already',
    says: 'Another film with the same title and year needs a slug of its own.',
  },
  'deal-ended': { title: 'The deal has ended', says: 'Nothing is left of it that could be changed.' },
  'long-form-executed': { title: 'The long form is executed already', says: 'It is executed once.' },
  'delivery-accepted': { title: 'The delivery is accepted already', says: 'It is accepted once.' },
  'not-held': { title: 'The deal does not hold these rights', says: 'Only what a deal holds can leave it.' },
  'mandate-ended': { title: 'The mandate has ended already', says: 'It ends once.' },
  'dispute-settled': { title: 'The dispute is settled already', says: 'A new dispute is opened instead.' },
  'entry-retracted': { title: 'The entry was retracted', says: 'What was retracted is not amended any more.' },
  'not-correctable': {
    title: 'The entry cannot be corrected',
    says: 'A correction is retracted, or the original entry corrected again.',
  },
  'not-retractable': { title: 'The entry cannot be retracted', says: 'Everything else rests on it.' },
  'revision-mismatch': {
    title: 'Someone else was faster',
    says: 'The film, or whatever else it is recorded on, is not at the revision that `If-Match` names. Read it again, then decide again. Nothing was recorded.',
  },
  'idempotency-key-reused': {
    title: 'The key belongs to another request',
    says: 'Something else was recorded under this `Idempotency-Key`. Give a new request a key of its own. Nothing was recorded.',
  },
  'body-too-large': { title: 'The body is too large', says: 'Send less at once. Nothing was recorded.' },
  'unsupported-media-type': {
    title: 'The body is not of a type that is read here',
    says: 'Send JSON with the content type application/json; where files are imported, a spreadsheet with its own. Nothing was recorded.',
  },
  'spreadsheet-unreadable': {
    title: 'No table can be read from the file',
    says: 'It is empty, damaged, protected, or no spreadsheet; the detail says which. Save it as .xlsx or .csv. Nothing was recorded.',
  },
  'spreadsheet-too-large': {
    title: 'The spreadsheet is too large',
    says: 'It has more bytes, rows, columns or characters than are imported at once; the detail says which. Divide it. Nothing was recorded.',
  },
  'spreadsheet-columns': {
    title: 'The columns are not understood',
    says: 'No row of headers is found, or a column is missing or named wrongly; the detail says which. Name columns as in the template, or with `map`. Nothing was recorded.',
  },
  'not-in-ledger': {
    title: 'The ledger does not have it',
    says: 'There is no such event in its tree, no tree of this size, or no checkpoint yet; the detail says which. What was recorded a moment ago is there a moment later.',
  },
  'ledger-key-missing': {
    title: 'The key of the ledger is not there',
    says: 'Checkpoints cannot be signed. Put the key of this log into its file; where it is lost, rotate the key and say so.',
  },
  'verification-running': {
    title: 'A verification is under way',
    says: 'One runs at a time. Ask how far it is, and begin another one once it has ended.',
  },
  'log-altered': {
    title: 'The log is not what was recorded',
    says: 'Something in it was altered, removed, moved or added. Verify the log: that names the event.',
  },
  'views-behind': {
    title: 'The views are not there yet',
    says: 'The position that `at-least` names was not reached in time. Ask again.',
  },
  'already-building': { title: 'The view is being built already', says: 'Wait until it is live.' },
  'poison-event': { title: 'The view cannot apply an event', says: 'The old view stays. Cure the view, then rebuild.' },
  'event-missing': {
    title: 'The event of the dead letter is gone',
    says: 'The log was replaced. Rebuild the view.',
  },
  'store-unavailable': {
    title: 'The store does not answer',
    says: 'Nothing was recorded. Try again later.',
  },
  'store-full': {
    title: 'There is no room left',
    says: 'Nothing was recorded. Make room on the disk, then try again.',
  },
  'store-read-only': {
    title: 'The store cannot be written',
    says: 'Nothing was recorded. Check its disk and the permissions of its file, or user and password of its server.',
  },
  'outcome-unknown': {
    title: 'It may or may not have been recorded',
    says: 'Try again with the same `Idempotency-Key`: it is recorded once.',
  },
  'store-damaged': { title: 'What is stored cannot be read', says: 'Stop, keep a copy, and restore from a backup.' },
  'shutting-down': { title: 'The server is stopping', says: 'Try again shortly.' },
  defect: {
    title: 'This is a defect of the program',
    says: 'It was logged under the correlation id. Nothing that was answered before is lost.',
  },
};

/** The title of a problem. Always the same for a code. */
export const titleOf = (code: string): string => PROBLEMS[code]?.title ?? code.replaceAll('-', ' ');
