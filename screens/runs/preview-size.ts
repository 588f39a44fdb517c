/** Rows of the preview below the list, its rule not counted. */
export const previewRows = 4;
/** Cells of the preview beside the list, its line not counted. */
export const previewCells = 70;
