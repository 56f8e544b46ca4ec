export { describeSource } from './describe-source';
export { buyerIn, describePrice, tell, tellingOf, type Telling } from './tell';
export { tellMarket } from './tell-market';
