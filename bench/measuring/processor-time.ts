/** Milliseconds of processor time that doing it takes, each time: of this process, with what the garbage collector takes of it. */
export async function processorMs(times: number, work: (time: number) => unknown): Promise<number> {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time += 1) await work(time);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / times;
}
