export { buyerIn, describePrice, tell } from './tell';
