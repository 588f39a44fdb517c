import { acquireDaemonLock } from '../../../../src/executor/storage/daemon-lock.ts';

// A process that takes the lock of a state directory, says so, and keeps it until it is killed.
acquireDaemonLock(String(process.argv[2]));
process.stdout.write('locked\n');
setInterval(() => {}, 60_000);
