/** Bounds on what one file may cost. */
export type DocumentLimits = {
  /** Size of the file. */
  readonly bytes: number;
  /** Size of what an archive (DOCX) holds, unpacked. */
  readonly unpackedBytes: number;
  /** UTF-16 units of one text. */
  readonly characters: number;
  /** Pages of a PDF. */
  readonly pages: number;
  /** Items of a feed; the newest are taken. */
  readonly items: number;
};

export const documentLimits: DocumentLimits = {
  bytes: 10 * 1024 * 1024,
  unpackedBytes: 64 * 1024 * 1024,
  characters: 500_000,
  pages: 300,
  items: 200,
};

/** Why a file is not read. `message` is for a person and holds nothing of the content. */
export class DocumentRefused extends Error {
  readonly code: 'too-large' | 'unreadable' | 'unsupported' | 'empty';

  constructor(code: DocumentRefused['code'], message: string) {
    super(message);
    this.name = 'DocumentRefused';
    this.code = code;
  }
}
