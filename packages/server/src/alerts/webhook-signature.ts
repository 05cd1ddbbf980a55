import { createHmac } from 'node:crypto';

/** A webhook's secret as its receiver is given it (Standard Webhooks, "Signature scheme"): made of the node's own and its id. */
export function webhookSecret(nodeSecret: Uint8Array, subscription: string): string {
  const key = createHmac('sha256', nodeSecret).update(`webhook ${subscription}`).digest();
  return `whsec_${key.toString('base64')}`;
}

/** Headers of a message (Standard Webhooks): its id, the moment in seconds, and an HMAC-SHA256 over both and the body. */
export function webhookHeaders(secret: string, id: string, seconds: number, body: string): Record<string, string> {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
}
