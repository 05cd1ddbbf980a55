import type { Transporter } from 'nodemailer';
import type { MailOptions } from './alerts-options.ts';
import { NotSent } from './not-sent.ts';

/** Sends a plain text to one address. Throws `NotSent`. */
export type SendMail = Disposable & {
  send(mail: {
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly id: string;
  }): Promise<void>;
};

const patience = 20_000;

export function createSendMail({ host, port, user, password, from, security }: MailOptions): SendMail {
  let transport: Transporter | undefined;

  async function open(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    transport ??= createTransport({
      host,
      port,
      secure: security === 'tls',
      // Without this a server could make the node speak in clear by not offering TLS.
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'plain',
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return transport;
  }

  return {
    async send({ to, subject, text, id }) {
      const opened = await open();
      try {
        await opened.sendMail({
          // As a structure, so that nothing in an address is read as a list of further ones.
          to: { name: '', address: to },
          from,
          subject,
          text,
          messageId: `<${id}@${from.split('@').at(-1)?.replace(/>.*$/, '') ?? 'entente'}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch {
        throw new NotSent('The mail server did not take it.');
      }
    },
    [Symbol.dispose]: () => transport?.close(),
  };
}
