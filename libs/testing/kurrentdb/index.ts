/** EventStoreDB or KurrentDB for tests: found or started, killed, frozen, restored, as one node or as a cluster. */
export { describeOnServer, type Servers } from './describe-on-server';
export { findServer, type FoundServer, type Needs } from './find-server';
export { ADMIN, type DataCopy, type Node, type NodeOptions } from './node';
export { startCluster, type Cluster, type ClusterNode } from './start-cluster';
export { startNode, type SingleNode } from './start-node';
