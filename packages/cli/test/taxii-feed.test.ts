import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TaxiiFeed, TaxiiFeedView } from '@entente/server/api-types';
import {
  startForeignServer,
  type TestForeignServer,
} from '../../server/src/taxii-feeds/test-foreign-server.ts';
import { entente, newNode } from './entente.ts';
