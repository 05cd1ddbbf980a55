import { enumeration } from './vocabulary.ts';

// Closed lists (chapter 10): no other term is accepted.

export const encryptionAlgorithm = enumeration('encryption-algorithm-enum', '10.4', [
  'AES-256-GCM',
  'ChaCha20-Poly1305',
  'mime-type-indicated',
]);

export const extensionType = enumeration('extension-type-enum', '10.5', [
  'new-sdo',
  'new-sco',
  'new-sro',
  'property-extension',
  'toplevel-property-extension',
]);

export const networkSocketAddressFamily = enumeration('network-socket-address-family-enum', '10.16', [
  'AF_UNSPEC',
  'AF_INET',
  'AF_IPX',
  'AF_APPLETALK',
  'AF_NETBIOS',
  'AF_INET6',
  'AF_IRDA',
  'AF_BTH',
]);

export const networkSocketType = enumeration('network-socket-type-enum', '10.17', [
  'SOCK_STREAM',
  'SOCK_DGRAM',
  'SOCK_RAW',
  'SOCK_RDM',
  'SOCK_SEQPACKET',
]);

export const opinion = enumeration('opinion-enum', '10.18', [
  'strongly-disagree',
  'disagree',
  'neutral',
  'agree',
  'strongly-agree',
]);

export const windowsIntegrityLevel = enumeration('windows-integrity-level-enum', '10.27', [
  'low',
  'medium',
  'high',
  'system',
]);

export const windowsRegistryDatatype = enumeration('windows-registry-datatype-enum', '10.29', [
  'REG_NONE',
  'REG_SZ',
  'REG_EXPAND_SZ',
  'REG_BINARY',
  'REG_DWORD',
  'REG_DWORD_BIG_ENDIAN',
  'REG_DWORD_LITTLE_ENDIAN',
  'REG_LINK',
  'REG_MULTI_SZ',
  'REG_RESOURCE_LIST',
  'REG_FULL_RESOURCE_DESCRIPTION',
  'REG_RESOURCE_REQUIREMENTS_LIST',
  'REG_QWORD',
  'REG_INVALID_TYPE',
]);

export const windowsServiceStartType = enumeration('windows-service-start-type-enum', '10.30', [
  'SERVICE_AUTO_START',
  'SERVICE_BOOT_START',
  'SERVICE_DEMAND_START',
  'SERVICE_DISABLED',
  'SERVICE_SYSTEM_ALERT',
]);

export const windowsServiceType = enumeration('windows-service-type-enum', '10.31', [
  'SERVICE_KERNEL_DRIVER',
  'SERVICE_FILE_SYSTEM_DRIVER',
  'SERVICE_WIN32_OWN_PROCESS',
  'SERVICE_WIN32_SHARE_PROCESS',
]);

export const windowsServiceStatus = enumeration('windows-service-status-enum', '10.32', [
  'SERVICE_CONTINUE_PENDING',
  'SERVICE_PAUSE_PENDING',
  'SERVICE_PAUSED',
  'SERVICE_RUNNING',
  'SERVICE_START_PENDING',
  'SERVICE_STOP_PENDING',
  'SERVICE_STOPPED',
]);
