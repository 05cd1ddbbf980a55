import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { takeRosterFile } from '../../api/roster.ts';
import { Button } from '../../ui/button.tsx';

/** Takes a file that was signed elsewhere, and says what became of it. */
export function TakeFileButton() {
  const queryClient = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<string>();
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      const { state, version, message } = await takeRosterFile(await file.text());
      const results = {
        accepted: `Version ${version} is in force.`,
        same: 'That version is in force already.',
        waiting: `Its signatures are kept; more are needed. ${message ?? ''}`,
        refused: `Refused: ${message ?? ''}`,
      };
      setSaid(results[state]);
      await queryClient.invalidateQueries({ queryKey: ['roster'] });
    } catch (error) {
      setSaid(error instanceof SyntaxError ? 'That is no roster file.' : error instanceof Error ? error.message : '');
    }
  };
  return (
    <>
      <Button onClick={() => input.current?.click()}>Take a signed file</Button>
      <input
        ref={input}
        type="file"
        accept=".json,.roster,application/json"
        aria-label="Signed file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {said && (
        <p role="status" className="basis-full text-sm">
          {said}
        </p>
      )}
    </>
  );
}
