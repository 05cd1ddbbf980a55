/** Which addresses the operator lets the node fetch feeds from. */
export type FeedPolicy = {
  /** Beginnings of addresses, like `https://news.example/feeds/`; a host may begin with `*.`. */
  readonly allowed: readonly string[];
  /** Whether an allowed name may lead to a private address (of the operator's own network). */
  readonly privateAddresses: boolean;
};

export const noFeeds: FeedPolicy = { allowed: [], privateAddresses: false };

/** Whether the address begins as one that is allowed: scheme, host and port the same, the path below. */
export function isAllowed(address: URL, { allowed }: FeedPolicy): boolean {
  if (address.username !== '' || address.password !== '') return false;
  return allowed.some((each) => {
    const isWild = /^https?:\/\/\*\./.test(each);
    const text = each.replace('://*.', '://');
    if (!URL.canParse(text)) return false;
    const start = new URL(text);
    const isHost = isWild ? address.hostname.endsWith(`.${start.hostname}`) : address.hostname === start.hostname;
    const path = start.pathname.endsWith('/') ? start.pathname : `${start.pathname}/`;
    const isBelow = address.pathname === start.pathname || address.pathname.startsWith(path);
    return isHost && isBelow && address.protocol === start.protocol && address.port === start.port;
  });
}
