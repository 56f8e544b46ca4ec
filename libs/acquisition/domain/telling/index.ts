export { buyerIn, describePrice, tell, tellingOf, type Telling } from './tell';
