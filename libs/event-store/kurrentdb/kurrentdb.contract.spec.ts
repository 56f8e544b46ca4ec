import { describeOnServer } from '#testing/kurrentdb';
import { eventStoreContract } from '../contract';
import { openKurrentEventStore } from './index';

describeOnServer('on a server', 'any', (servers) => {
  eventStoreContract('KurrentDB', async () => {
    const options = { url: await servers.url() };
    let store = openKurrentEventStore(options);
    return {
      store,
      reopen: async () => {
        await store.close();
        store = openKurrentEventStore(options);
        return store;
      },
      dispose: () => store.close(),
    };
  });
});
