// Every night at 02:30 the knowledge is indexed anew. In a Veryfront project this object is given to
// `schedule()` from "veryfront/schedule"; as plain data it needs no package.
export default {
  id: 'nightly-index',
  name: 'Nightly index',
  description: 'Indexes the knowledge while the bakery sleeps.',
  schedule: '30 2 * * *',
  timezone: 'Europe/Berlin',
  target: { kind: 'task', id: 'index-knowledge' },
  input: { seconds: 5 },
  timeoutSeconds: 120,
  backoffLimit: 1,
  concurrencyPolicy: 'Forbid',
};
