import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isIdentifier } from './identifier.ts';
import { observableId } from './observable-id.ts';

/** Examples of the standard (sections 6.1 to 6.18) whose ids follow its own rules; not all of them do. */
const EXAMPLES = [
  {
    type: 'artifact',
    id: 'artifact--a785c567-cc53-52a1-abeb-026bb7ddf8ba',
    mime_type: 'image/jpeg',
    payload_bin: 'VBORw0KGgoAAAANSUhEUgAAADI== ...',
  },
  { type: 'autonomous-system', id: 'autonomous-system--3aa27478-50b5-5ab8-9da9-cdc12b657fff', number: 15139 },
  { type: 'directory', id: 'directory--0a58d0c1-59e6-5afd-8252-dcd3f13e5622', path: 'C:\\Windows\\System32' },
  {
    type: 'domain-name',
    id: 'domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7',
    value: 'example.com',
    resolves_to_refs: ['ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4'],
  },
  { type: 'email-addr', id: 'email-addr--7165e2a9-671f-585d-b1e1-ca59c671d934', value: 'john@example.com' },
  {
    type: 'file',
    id: 'file--7d1e3a18-89e7-5bc5-be36-9879f5b7f5c8',
    hashes: { 'SHA-256': '841a8921140aba50671ebb0770fecc4ee308c4952cfeff8de154ab14eeef4649' },
    name: 'quêry.dll',
    name_enc: 'windows-1252',
  },
  {
    type: 'file',
    id: 'file--66772174-3442-5e0d-b577-4bd7be55fb87',
    name: 'picture.jpg',
    hashes: { 'SHA-256': '4bac27393bdd9777ce02453256c5577cd02275510b2227f473d03f533924f877' },
    extensions: {
      'raster-image-ext': { exif_tags: { Make: 'Nikon', Model: 'D7000', XResolution: 4928, YResolution: 3264 } },
    },
  },
  { type: 'ipv4-addr', id: 'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4', value: '198.51.100.3' },
  { type: 'ipv6-addr', id: 'ipv6-addr--084d3b4c-7785-568a-a569-0c61c95754ab', value: '2001:0db8::/96' },
  { type: 'mac-addr', id: 'mac-addr--757b1725-9903-54f5-a855-1240691d7659', value: 'd2:fb:49:24:37:18' },
  { type: 'mutex', id: 'mutex--f93fe911-e545-5239-b9b0-597840d0c871', name: '__CLEANSWEEP__' },
  {
    type: 'software',
    id: 'software--710b0b41-d4d0-5d6c-a400-fc9254554ffc',
    name: 'Word',
    cpe: 'cpe:2.3:a:microsoft:word:2000:*:*:*:*:*:*:*',
    version: '2002',
    vendor: 'Microsoft',
  },
  { type: 'url', id: 'url--47c3cf9a-5027-5bf0-997a-017c7edc7c55', value: 'https://example.com/research/index.html' },
  {
    type: 'user-account',
    id: 'user-account--f223e803-846b-591a-aefa-545e938f8a56',
    user_id: 'thegrugq_ebooks',
    account_login: 'thegrugq_ebooks',
    account_type: 'twitter',
    display_name: 'the grugq',
  },
  {
    type: 'windows-registry-key',
    id: 'windows-registry-key--f6a11ddf-fa2b-54c8-97ab-e7f28413095a',
    key: 'hkey_local_machine\\system\\bar\\foo',
    values: [
      { name: 'Foo', data: 'qwerty', data_type: 'REG_SZ' },
      { name: 'Bar', data: '42', data_type: 'REG_DWORD' },
    ],
  },
  {
    type: 'x509-certificate',
    id: 'x509-certificate--bf86f034-2390-54d7-8426-d08433db3fbe',
    serial_number: '36:f7:d4:32:f4:ab:70:ea:d3:ce:98:6e:ea:99:93:49:32:0a:b7:06',
  },
];

/** Ids made by another implementation (Python's uuid.uuid5 over sorted, compact JSON). */
const INDEPENDENT = [
  {
    type: 'network-traffic',
    id: 'network-traffic--0c206e3d-d3ed-54bb-a23d-6f7d6e1a40c1',
    src_ref: 'ipv4-addr--9cf4a8ec-7640-5f40-a006-79942896168b',
    dst_ref: 'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4',
    protocols: ['tcp'],
    src_port: 2487,
    dst_port: 443,
    start: '2020-01-01T00:00:00Z',
    end: '2020-01-01T00:00:09.5Z',
    extensions: { 'tcp-ext': { src_flags_hex: '00000002' } },
    src_packets: 7,
  },
  {
    type: 'email-message',
    id: 'email-message--77ca8ff5-ca02-5512-ae7e-b62b6e218470',
    is_multipart: false,
    from_ref: 'email-addr--7165e2a9-671f-585d-b1e1-ca59c671d934',
    subject: 'Grüße',
    body: 'line\nbreak',
  },
  { type: 'directory', id: 'directory--d64a36cf-1d19-54e7-88c7-56d7d61c06ad', path: '/€$\u000f"\\' },
];

for (const { id, ...object } of [...EXAMPLES, ...INDEPENDENT]) {
  test(`computes ${id}`, () => assert.equal(observableId(object), id));
}

test('an id that the object already has plays no part', () => {
  const object = { type: 'mutex', id: 'mutex--00000000-0000-4000-8000-000000000000', name: '__CLEANSWEEP__' };
  assert.equal(observableId(object), 'mutex--f93fe911-e545-5239-b9b0-597840d0c871');
});

test('one hash contributes: MD5 before SHA-1, SHA-256 and SHA-512, then the first by name', () => {
  const idOf = (...algorithms: string[]) => {
    const hashes = Object.fromEntries(algorithms.map((algorithm) => [algorithm, '00ff']));
    return observableId({ type: 'file', hashes });
  };
  assert.equal(idOf('SHA3-256', 'SHA-512', 'SHA-256', 'SHA-1', 'MD5'), 'file--6923fadd-8b4f-5963-9e9d-9644b675c467');
  assert.equal(idOf('SHA3-256', 'SHA-512', 'SHA-256', 'SHA-1'), 'file--51f0c385-eeeb-554b-8bb6-2f511f342974');
  assert.equal(idOf('SHA3-256', 'SHA-512', 'SHA-256'), 'file--08bba250-7588-55eb-a113-8858934c12ad');
  assert.equal(idOf('SHA3-256', 'SHA-512'), 'file--2b9e7663-576c-5f16-964e-6bb61487b2b1');
  assert.equal(idOf('TLSH', 'SSDEEP', 'SHA3-256'), 'file--465dd305-3727-5677-99a1-074f8b762224');
});

test('there is no deterministic id without a contributing property', () => {
  assert.equal(observableId({ type: 'process', pid: 1 }), undefined);
  assert.equal(observableId({ type: 'email-message', is_multipart: false }), undefined);
  assert.equal(observableId({ type: 'file', hashes: {}, size: 3 }), undefined);
  assert.equal(observableId({ type: 'artifact', hashes: 'MD5' }), undefined);
  assert.equal(observableId({ type: 'indicator', value: 'x' }), undefined);
  assert.equal(observableId({ type: 'toString', value: 'x' }), undefined);
  assert.equal(observableId({ value: 'x' }), undefined);
});

test('the id that is made is an identifier', () => {
  assert.ok(isIdentifier(observableId({ type: 'url', value: 'https://example.org/' }) ?? ''));
});
