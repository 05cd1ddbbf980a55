import { existsSync, mkdirSync, rmSync } from 'node:fs';
import {
  coalitionMessage,
  createCore,
  dataFile,
  initialise,
  lockData,
  openDatabase,
  readMessage,
} from '@entente/server';
import { Failure } from '../failure.ts';
import { firstMember } from './data-viewers.ts';
import { present } from './present.ts';

type NewCoalition = Parameters<typeof initialise>[1];

/** Makes a coalition in a data folder, which may be there if it is empty; answers the first member. */
export async function createData(data: string, coalition: NewCoalition): Promise<{ id: string; name: string }> {
  const { member, ...rest } = readMessage(coalitionMessage, coalition);
  const file = dataFile(data);
  if (existsSync(file)) {
    throw new Failure(
      `${data} holds a coalition already`,
      'Choose another folder, or serve this one: entente serve --data DIR',
    );
  }
  mkdirSync(data, { recursive: true, mode: 0o700 });
  using _lock = lockData(data);
  try {
    using database = openDatabase(file);
    await initialise(database, { ...rest, member: present(member) });
    const core = createCore(database);
    return core.memberRefs.of(firstMember(core));
  } catch (error) {
    // Half a coalition would be neither usable nor empty.
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    throw error;
  }
}
