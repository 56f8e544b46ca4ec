/** What an audit looks for in the events of the trade. */
export { checkEvents } from './check-events';
