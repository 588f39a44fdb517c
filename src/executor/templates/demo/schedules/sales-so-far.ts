// Every two minutes while an executor is there, so that there is something to watch. Change it and save: the
// change is taken over at once. Delete the file when you have seen enough; its runs stay.
export default {
  id: 'sales-so-far',
  name: 'Sales so far',
  description: 'Sums up the sales of the week again and again.',
  schedule: '*/2 * * * *',
  timezone: 'Europe/Berlin',
  target: { kind: 'task', id: 'reports/weekly' },
  timeoutSeconds: 60,
  concurrencyPolicy: 'Forbid',
};
