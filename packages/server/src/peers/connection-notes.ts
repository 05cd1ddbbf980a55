/** Tells when a connection is there, and when it has been gone for a while: one that comes and goes is no news. */
export type ConnectionNotes = Disposable & {
  connected(is: boolean): void;
};

/** `patience`: milliseconds after which a connection that broke and did not come back is told as gone. */
export function createConnectionNotes(tell: (isThere: boolean) => void, patience: number): ConnectionNotes {
  let told = false;
  let timer: NodeJS.Timeout | undefined;

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  return {
    connected(is) {
      if (is) {
        stop();
        if (!told) tell(true);
        told = true;
      } else if (told) {
        timer ??= setTimeout(() => {
          stop();
          told = false;
          tell(false);
        }, patience).unref();
      }
    },
    [Symbol.dispose]: stop,
  };
}
