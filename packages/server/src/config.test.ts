import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { defaultLimits, readEnvironment } from './config.ts';

const docs = new URL('../../../docs/', import.meta.url);
/** What the command line reads for itself. */
const ofCommands = ['ENTENTE_URL', 'ENTENTE_TOKEN'];

test('what is not set, or set to nothing, has its default', () => {
  const settings = readEnvironment({ ENTENTE_LOG_LEVEL: '', ENTENTE_MAX_STREAMS: '', ENTENTE_PUBLIC_URL: '' });
  assert.deepEqual(settings, readEnvironment({}));
  assert.deepEqual(settings.limits, defaultLimits);
  assert.deepEqual([settings.logLevel, settings.publicUrl], ['warn', undefined]);
});

test('what means nothing is refused by its name', () => {
  for (const [name, value] of [
    ['ENTENTE_LOG_LEVEL', 'verbose'],
    ['ENTENTE_MAX_BODY_BYTES', '64 MB'],
    ['ENTENTE_MAX_STREAMS', '0'],
    ['ENTENTE_ALERT_TLP_MAIL', 'red'],
  ] as const) {
    assert.throws(() => readEnvironment({ [name]: value }), new RegExp(`${name} must be .*"${value}"`));
  }
});

test('the settings that are read are those that the docs name', () => {
  const given: Record<string, string> = {
    ENTENTE_SMTP_HOST: 'mail.example',
    ENTENTE_SMTP_FROM: 'node@mail.example',
    ENTENTE_SMTP_USER: 'node',
    ENTENTE_SMTP_PASSWORD: 'a password',
    ENTENTE_EXTRACTOR_URL: 'https://model.example/v1',
    ENTENTE_EXTRACTOR_MODEL: 'small',
  };
  const read = new Set<string>();
  readEnvironment(
    new Proxy(given, {
      get(target, name) {
        read.add(String(name));
        return target[String(name)];
      },
    }),
  );
  const text = readdirSync(docs)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(new URL(name, docs), 'utf8'))
    .join('\n');
  const named = new Set(text.match(/\bENTENTE_\w*[A-Z]\b/g));
  for (const name of ofCommands) named.delete(name);
  assert.deepEqual([...named].sort(), [...read].sort());
});
