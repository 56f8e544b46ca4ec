/** What an audit looks for in the events of the trade. */
export { checkEvents, noteEvent, type EventNote } from './check-events';
