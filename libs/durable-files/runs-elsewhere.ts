/** Whether a process of this number runs on this machine and is not this one: what it was writing is then left to it. */
export function runsElsewhere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
