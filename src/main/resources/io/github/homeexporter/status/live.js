// Is told what changes, as it changes. Where that is refused or breaks off, the page asks as it would without.
const AGAIN = 60_000, FIRST = 10_000, SILENCE = 45_000;
let source, refusedUntil = 0;

/** An address beside this page's: with a name and a password in it, as the browser may have, none can be asked for. */
export const beside = (path) => location.origin + location.pathname.replace(/[^/]*$/, '') + path;

export function hush() {
  source?.close();
  source = undefined;
}

/**
 * @param heard is given the whole answer (`status`) or what differs (`change`)
 * @param broken is called once, when nothing more will come
 * @returns false when it is not to be had now
 */
export function listen(query, heard, broken) {
  hush();
  if (Date.now() < refusedUntil) return false;
  const mine = source = new EventSource(beside(`events?${query}`));
  let silence, told = false;
  const end = () => {
    clearTimeout(silence);
    if (mine !== source) return;
    if (!told) refusedUntil = Date.now() + AGAIN;
    hush();
    broken();
  };
  const wait = () => { clearTimeout(silence); silence = setTimeout(end, told ? SILENCE : FIRST); };
  for (const kind of ['status', 'change', 'quiet']) {
    mine.addEventListener(kind, (event) => {
      if (mine !== source) return;
      told = true;
      wait();
      heard[kind]?.(JSON.parse(event.data));
    });
  }
  mine.addEventListener('error', end);
  wait();
  return true;
}
