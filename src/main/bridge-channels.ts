/** The words between preload and shell. Everything else goes over the port, straight to the core. */
export const CONNECT_CHANNEL = 'seat:connect';
export const PORT_CHANNEL = 'seat:port';
export const GONE_CHANNEL = 'seat:core-gone';
/** Text is marked in the page; never which. */
export const MARKED_CHANNEL = 'seat:marked';
