import { mkdirSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Viewer } from '../accounts/viewer.ts';
import { createBackup } from '../backup/create-backup.ts';
import type { Core } from '../core.ts';
import { Problem } from '../http/problem.ts';
import type { SignedIn } from '../http/sign-in-required.ts';
import { apiRouter, json, jsonBody, signedInRoute } from '../http/signed-in-route.ts';
import { rosterStanding } from '../roster/roster-standing.ts';
import { version } from '../version.ts';
import { EndQuarantine, OperatorReport } from './messages.ts';

const littleSpace = 1024 * 1024 * 1024;

/** Health, size, jobs and backups, for whoever runs the node. To be mounted at `/api`. */
export function createOperatorRoutes(core: Core, middleware: MiddlewareHandler<SignedIn>) {
  const { database, jobs, quarantine } = core;
  const started = core.now();
  const tags = ['Operator'];
  const policy = 'coalition admin';
  const folder = dirname(database.file);
  const backups = join(folder, 'backups');

  function mustOperate({ roles }: Viewer): void {
    if (!roles.has('coalition-admin')) throw new Problem('not-allowed', 'This is for who runs the node.');
  }

  function size(file: string): number {
    return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  }

  function signatures() {
    const failure = core.signer.failure();
    return {
      check: 'signatures',
      ok: failure === undefined,
      message: failure === undefined ? 'what is published is signed' : `signing does not go on: ${failure}`,
    };
  }

  function roster() {
    const expires = core.signedRoster.current()?.file.roster.expires ?? '';
    const standing = rosterStanding(expires, core.now());
    const day = expires.slice(0, 10);
    const [refused] = core.rosterVersions.refusals();
    const week = new Date(Date.parse(core.now()) - 7 * 86_400_000).toISOString();
    if (refused !== undefined && refused.last > week) {
      const { message, source } = refused;
      return { check: 'roster', ok: false, message: `refused one from ${source}, see the page Roster: ${message}` };
    }
    const messages = {
      'in-force': `in force until ${day}`,
      'expires-soon': `expires on ${day}: renew it on the page Roster`,
      expired: 'expired, and nothing new is taken from other nodes: renew it on the page Roster',
    };
    return { check: 'roster', ok: standing === 'in-force', message: messages[standing] };
  }

  function health(free: number) {
    const writable = !database.connection.isTransaction;
    return [
      { check: 'database', ok: writable, message: writable ? 'open, taking writes' : 'busy' },
      {
        check: 'disk',
        ok: free > littleSpace,
        message: free > littleSpace ? 'enough space' : 'less than 1 GiB free: writes will stop when it is used up',
      },
      signatures(),
      roster(),
    ];
  }

  function listBackups() {
    try {
      return readdirSync(backups)
        .filter((name) => name.endsWith('.db'))
        .map((name) => ({ name, stat: statSync(join(backups, name)) }))
        .sort((a, b) => b.stat.mtimeMs - a.stat.mtimeMs)
        .map(({ name, stat }) => ({ name, created: stat.mtime.toISOString(), size: stat.size }));
    } catch {
      return [];
    }
  }

  return apiRouter()
    .openapi(
      signedInRoute({
        method: 'get',
        path: '/operator',
        tags,
        summary: 'How the node is doing',
        policy,
        middleware,
        responses: { 200: json(OperatorReport, 'The report') },
      }),
      (context) => {
        mustOperate(context.get('viewer'));
        const disk = statfsSync(folder);
        const free = disk.bavail * disk.bsize;
        const since = quarantine.since();
        return context.json(
          {
            version,
            node: process.version,
            started,
            health: health(free),
            size: {
              database: size(database.file),
              log: size(`${database.file}-wal`),
              free,
              objects: Number(database.prepare('SELECT count(*) AS n FROM version').get()?.n ?? 0),
              residentMemory: process.memoryUsage.rss(),
            },
            jobs: jobs.all.map((job) => ({ ...job })),
            backups: listBackups(),
            ...(since === undefined ? {} : { quarantine: { since } }),
          },
          200,
        );
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/operator/backups',
        tags,
        summary: 'Make a backup, consistent while the node runs',
        policy,
        middleware,
        responses: { 202: json(z.object({ name: z.string() }), 'Begun; the report shows how far it is') },
      }),
      (context) => {
        const viewer = context.get('viewer');
        mustOperate(viewer);
        if (!viewer.mayWrite) throw new Problem('not-allowed', 'You came with a token that may only read.');
        if (jobs.all.some((job) => job.kind === 'backup' && job.state === 'running')) {
          throw new Problem('conflict', 'A backup is being made already.');
        }
        mkdirSync(backups, { recursive: true, mode: 0o700 });
        const name = `entente-${core.now().replaceAll(':', '-')}.db`;
        const running = jobs.run('backup', async (tell) => {
          await createBackup(database, join(backups, name), tell);
          await core.queue.run(() => core.audit.record({ kind: 'backup-made', detail: { name } }, viewer));
        });
        // How it ends stands in the report.
        running.catch(() => {});
        return context.json({ name }, 202);
      },
    )
    .openapi(
      signedInRoute({
        method: 'post',
        path: '/operator/quarantine/end',
        tags,
        summary: 'Serve again after a restore, although the node may have missed recalls',
        policy,
        middleware,
        request: { body: jsonBody(EndQuarantine) },
        responses: { 204: { description: 'Ended' } },
      }),
      async (context) => {
        await quarantine.override(context.get('viewer'), context.req.valid('json').reason);
        return context.body(null, 204);
      },
    );
}
