/** What can be seen of films: the views, and the queries on them. */
export { viewsOf, type ViewTables } from './views-of';
