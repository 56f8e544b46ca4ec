/** What an audit looks for in the events of the trade. */
export { checkEvents, noteEvents, type EventsNoted } from './check-events';
