/* The table's grid asks the library's script for these alone: what they do there is for filters and keys that the table does not use. */
globalThis.Radzen ??= {
  createDataGrid: () => ({ dispose() {} }),
  destroyPopup() {},
  focusTableRow: () => [-1, 0],
  clearFocusedHeaderCell() {},
};
