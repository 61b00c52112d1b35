// Watches one click: `benchDone` resolves with the moment of its pointerdown and the moment of the
// frame after the page first says that it is saved. Ours waits, then is saved; the floor shows a
// new moment.
(kind) => {
  const find = (root) => {
    const own = root.querySelector(kind === 'ours' ? '.sheet .status' : '.saved');
    if (own) return own;
    for (const element of root.querySelectorAll('*')) {
      const found = element.shadowRoot && find(element.shadowRoot);
      if (found) return found;
    }
    return null;
  };
  const now = () => performance.timeOrigin + performance.now();
  const place = find(document); const before = place.textContent;
  let down = 0; let waited = false;
  const saved = () => {
    if (kind !== 'ours') return (find(document)?.textContent ?? before) !== before;
    if (place.dataset.state === 'waiting') waited = true;
    return waited && place.dataset.state === 'saved';
  };
  const press = (event) => { down = performance.timeOrigin + event.timeStamp; };
  addEventListener('pointerdown', press, { capture: true, once: true });
  window.benchDone = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!down || !saved()) return;
      observer.disconnect();
      requestAnimationFrame(() => resolve({ down, shown: now() }));
    });
    const all = { attributes: true, childList: true, characterData: true, subtree: true };
    observer.observe(kind === 'ours' ? place : document.body, all);
  });
}
