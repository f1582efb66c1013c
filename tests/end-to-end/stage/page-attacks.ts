/** Runs inside the page, as if its script had been taken over. Names what got through. Self-contained: it is sent as text. */
export async function attackPage(base: string): Promise<{ tried: number; gotThrough: string[] }> {
  const gotThrough: string[] = [];
  let tried = 0;
  // What a debugger evaluates may eval; a task of the page's own may not.
  await new Promise((resolve) => setTimeout(resolve, 0));
  const world = window as unknown as Record<string, unknown>;
  /** `attack` succeeds where it returns true; throwing, false, or 1.5 s of silence mean refused. */
  const attempt = async (name: string, attack: () => unknown): Promise<void> => {
    tried += 1;
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), 1_500));
    const isThrough = await Promise.race([Promise.resolve().then(attack), late]).catch(() => false);
    if (isThrough === true) gotThrough.push(name);
  };
  const marked = (mark: string) => world[mark] !== undefined;
  const answered = async (url: string) => (await fetch(url)).ok;
  const loads = (tag: string, url: string) =>
    new Promise<boolean>((resolve) => {
      const element = document.createElement(tag);
      element.addEventListener('load', () => resolve(true));
      element.addEventListener('error', () => resolve(false));
      element.setAttribute(tag === 'link' ? 'href' : tag === 'object' ? 'data' : 'src', url);
      if (tag === 'link') element.setAttribute('rel', 'stylesheet');
      document.body.append(element);
    });

  for (const name of [
    'require',
    'process',
    'module',
    'Buffer',
    'global',
    'electron',
    'ipcRenderer',
    '__dirname',
  ]) {
    await attempt(`global ${name}`, () => marked(name));
  }
  const seat = world['seat'] as Record<string, unknown>;
  await attempt('more on the bridge', () => Object.keys(seat).sort().join() !== 'onChanged,request');
  await attempt('bridge replaced', () => {
    seat['request'] = () => 1;
    return (seat['request'] as () => unknown)() === 1;
  });
  await attempt('function of the bridge leads out', () => {
    const make = (seat['request'] as { constructor: (code: string) => () => unknown }).constructor;
    return make('return typeof process')() === 'object';
  });

  await attempt('eval', () => (0, eval)('1 + 1') === 2);
  await attempt('new Function', () => new Function('return 2')() === 2);
  await attempt('timer with text', () => {
    (setTimeout as (code: string) => void)('window.__timer = 1');
    return new Promise((resolve) => setTimeout(() => resolve(marked('__timer')), 50));
  });
  await attempt('inline script', () => {
    const script = document.createElement('script');
    script.append(document.createTextNode('window.__inline = 1'));
    document.body.append(script);
    return marked('__inline');
  });
  await attempt('inline handler', () => {
    const button = document.createElement('button');
    button.setAttribute('onclick', 'window.__handler = 1');
    document.body.append(button);
    button.click();
    button.remove();
    return marked('__handler');
  });
  await attempt('innerHTML', () => {
    const box = document.createElement('div');
    box.innerHTML = '<img src=x onerror="window.__html = 1">';
    return true;
  });
  await attempt('document.write', () => {
    document.write('<p>x</p>');
    return true;
  });
  await attempt('script from outside', () => loads('script', `${base}/script.js`));
  await attempt('script as data', () => loads('script', 'data:text/javascript,window.__data=1'));
  await attempt('script as blob', () =>
    loads('script', URL.createObjectURL(new Blob(['window.__blob=1'], { type: 'text/javascript' }))),
  );
  await attempt('import from outside', () => import(/* @vite-ignore */ `${base}/module.js`).then(() => true));
  await attempt('worker', () => {
    new Worker(URL.createObjectURL(new Blob(['1'])));
    return true;
  });

  await attempt('file', () => answered('file:///etc/passwd'));
  await attempt('outside of the folder', () => answered('app://seat/..%2fmain/index.cjs'));
  await attempt('outside, dots encoded', () => answered('app://seat/%2e%2e/%2e%2e/package.json'));
  await attempt('another host of ours', () => answered('app://elsewhere/index.html'));
  await attempt(
    'written to the app',
    async () => (await fetch('app://seat/index.html', { method: 'POST' })).ok,
  );
  await attempt('fetch', () => answered(`${base}/fetch`));
  await attempt(
    'fetch without cors',
    async () => (await fetch(`${base}/nocors`, { mode: 'no-cors' })) !== null,
  );
  await attempt('xhr', () => {
    const request = new XMLHttpRequest();
    request.open('GET', `${base}/xhr`, false);
    request.send();
    return request.status > 0;
  });
  await attempt('socket', () => {
    const socket = new WebSocket(base.replace('http', 'ws'));
    return new Promise<boolean>((resolve) => {
      socket.onopen = () => resolve(true);
      socket.onerror = () => resolve(false);
    });
  });
  await attempt('event source', () => {
    const source = new EventSource(`${base}/events`);
    return new Promise<boolean>((resolve) => {
      source.onopen = () => resolve(true);
      source.onerror = () => resolve(false);
    });
  });
  await attempt('beacon', () => {
    navigator.sendBeacon(`${base}/beacon`, 'x');
    return false; // what counts is that the bait heard nothing
  });
  await attempt('image', () => loads('img', `${base}/image.png`));
  await attempt('stylesheet', () => loads('link', `${base}/style.css`));
  await attempt('object', () => loads('object', `${base}/object`));
  await attempt('inline style', () => {
    const style = document.createElement('style');
    style.append(document.createTextNode('body { outline: 7px solid red }'));
    document.head.append(style);
    const isPainted = getComputedStyle(document.body).outlineWidth === '7px';
    style.remove();
    return isPainted;
  });

  await attempt('frame from outside', async () => {
    const frame = document.createElement('iframe');
    frame.src = `${base}/frame`;
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 200)); // frames tell nothing when they are refused
    const isOther = frame.contentDocument === null && frame.contentWindow?.length === undefined;
    frame.remove();
    return isOther;
  });
  await attempt('bridge in a frame', () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const has = (frame.contentWindow as unknown as Record<string, unknown> | null)?.['seat'] !== undefined;
    frame.remove();
    return has;
  });
  await attempt('webview', () => 'loadURL' in document.createElement('webview'));
  await attempt('window', () => window.open(`${base}/window`) !== null);
  await attempt('empty window', () => window.open('') !== null);
  await attempt('link to a new window', () => {
    const link = document.createElement('a');
    link.href = `${base}/link`;
    link.target = '_blank';
    link.click();
    return false; // the bait and the count of pages tell
  });
  await attempt('form', () => {
    const form = document.createElement('form');
    form.action = `${base}/form`;
    document.body.append(form);
    form.submit();
    form.remove();
    return false;
  });

  await attempt('notifications', async () => (await Notification.requestPermission()) === 'granted');
  await attempt('place', () => {
    return new Promise<boolean>((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve(true),
        () => resolve(false),
      ),
    );
  });
  await attempt('camera', async () => (await navigator.mediaDevices.getUserMedia({ video: true })) !== null);
  await attempt(
    'microphone',
    async () => (await navigator.mediaDevices.getUserMedia({ audio: true })) !== null,
  );
  await attempt('screen', async () => (await navigator.mediaDevices.getDisplayMedia()) !== null);
  await attempt('clipboard', async () => typeof (await navigator.clipboard.readText()) === 'string');
  await attempt('storage for ever', () => navigator.storage.persist());
  for (const name of [
    'geolocation',
    'notifications',
    'camera',
    'microphone',
    'clipboard-read',
  ] as PermissionName[]) {
    await attempt(
      `permission ${name}`,
      async () => (await navigator.permissions.query({ name })).state === 'granted',
    );
  }
  return { tried, gotThrough };
}
