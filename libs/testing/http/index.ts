/** The real server over real HTTP, on stores of its own, for tests. */
export { clockAt, type MovableClock } from './movable-clock';
export { apiClient, type Answer, type ApiClient, type Body } from './api-client';
export { keepLogsAt } from './event-store-url';
export { type Server, serversFor } from './servers';
export { type Entered, enter } from './enter';
export { upload } from './upload';
