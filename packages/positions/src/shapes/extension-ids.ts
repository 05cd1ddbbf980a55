/** The new-sdo extension that defines the type `statement`. */
export const statementExtensionId = 'extension-definition--d5ef2bea-7f30-4086-8f24-0e123a17425d';

/** The new-sdo extension that defines the type `claim`. */
export const claimExtensionId = 'extension-definition--7cc32152-15c7-478d-8bcb-ec8d05799e75';

/** The property-extension by which an `opinion` on a claim says whose it is, since when, and on what it rests. */
export const positionExtensionId = 'extension-definition--f81e7476-288a-4071-8868-d881b1bb9671';
