/** Preloaded into a process: tells its parent, when asked, what memory it holds once all garbage is gone. */
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
process.channel?.unref();
