/** Bounds of one source. `docs/knowledge-ingest.md` lists them. */
export const documentLimits = {
  /** Bytes of a csv or tsv, which is read as a stream. */
  tableBytes: 1024 ** 3,
  /** Bytes of any other file. */
  fileBytes: 64 * 1024 ** 2,
  /** Bytes of the parts of a docx, xlsx or pptx that are read, unpacked. */
  unpackedBytes: 256 * 1024 ** 2,
  /** Files packed in a docx, xlsx or pptx. */
  packedFiles: 10_000,
  /** Characters of a row of a csv. */
  rowCharacters: 256 * 1024,
  /** Characters of a page's body. */
  pageCharacters: 64 * 1024 ** 2,
  /** Rows of a table that a page shows. */
  shownRows: 200,
  /** Milliseconds without a step forward before a document is given up. */
  stallMs: 60_000,
  /** JavaScript heap for the documents of a run, in MiB. */
  heapMb: 768,
  /** Resident memory of the process while it converts, in MiB: what libraries unpack is not in that heap. */
  residentMb: 1536,
} as const;
