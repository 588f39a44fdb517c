/**
 * SQL for the statuses (of all runs, and of each batch) whose kept count is not what counting gives. Both ways
 * round: rows that counting gives and nobody kept, and rows that are kept and counting does not give.
 */
export const wrongCounts = `
  WITH counted AS (
    SELECT '' AS batch_id, status, count(*) AS n FROM runs GROUP BY status
    UNION ALL
    SELECT batch_id, status, count(*) FROM runs WHERE batch_id IS NOT NULL GROUP BY batch_id, status
  ), kept AS (SELECT batch_id, status, n FROM run_counts WHERE n <> 0)
  SELECT batch_id, status FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
  UNION
  SELECT batch_id, status FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)`;
