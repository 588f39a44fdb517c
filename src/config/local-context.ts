/** The reserved name of the executor of the current folder's project; never stored. */
export const localContextName = 'local';
