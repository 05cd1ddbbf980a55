import type { ImportSummary, TlpLevel } from '@entente/server/api-types';
import { noteOwnWrite } from '../lib/own-writes.ts';
import { ApiError, queryString, toApiError } from './request.ts';

/** Where an imported file goes, and the terms that hold for all of it, beside its own. */
export interface ImportTarget {
  collection: string;
  tlp?: TlpLevel;
  releasableTo?: string;
}

/**
 * Sends a file and answers with what became of it. `onProgress` gets the share of bytes sent, 0 to 1; it stands at 1
 * while the node is still working. XMLHttpRequest, because fetch tells nothing of an upload's progress.
 */
export function importFile(
  file: File,
  target: ImportTarget,
  onProgress: (share: number) => void,
): Promise<ImportSummary> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/import${queryString({ ...target })}`);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) =>
      onProgress(event.total > 0 ? event.loaded / event.total : 0),
    );
    request.addEventListener('load', () => {
      noteOwnWrite();
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as ImportSummary);
      else reject(toApiError(request.status, request.responseText));
    });
    request.addEventListener('error', () =>
      reject(new ApiError(0, 'unreachable', 'The connection broke while the file was being sent.')),
    );
    request.send(file);
  });
}
