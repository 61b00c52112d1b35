// The screen: the language of the page, and one key that hides everything at once.

// Where the caret is, also inside a component of ours.
const focused = () => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
};

class Screen {
  constructor() {
    addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault(); event.stopImmediatePropagation(); this.hide();
    }, true);
    // Streamlit draws its own buttons when it likes, and names them in English.
    new MutationObserver(() => { this.due ??= requestAnimationFrame(() => this.name()); }).observe(document.body, { childList: true, subtree: true });
    // While all is hidden a page may still be drawn, and would give itself a title.
    new MutationObserver(() => this.blank()).observe(document.head, { childList: true, subtree: true, characterData: true });
  }

  speak({ language, direction, words }) {
    this.words = words;
    Object.assign(document.documentElement, { lang: language, dir: direction });
    document.cookie = `peer_audit_language=${language}; path=/; max-age=31536000; samesite=lax`;
    if (this.cover) { this.cover.textContent = words.back; this.blank(); }
    this.name();
  }

  name() {
    this.due = undefined;
    // A place for files that has a name and takes the focus is no mere decoration.
    for (const zone of document.querySelectorAll('[data-testid="stFileUploaderDropzone"][role="presentation"]')) zone.setAttribute('role', 'group');
    for (const [selector, said] of Object.entries(this.words.controls)) {
      for (const control of document.querySelectorAll(selector)) {
        if (['A', 'P', 'SPAN'].includes(control.tagName)) { if (control.textContent !== said) control.textContent = said; } else if (control.ariaLabel !== said) control.ariaLabel = said;
      }
    }
  }

  // Beside the page, not inside it: what the page adds meanwhile is hidden with it, and what it
  // wishes to be visible as well.
  hide() {
    if (this.cover) return;
    const { body } = document; const cover = this.cover = document.createElement('button');
    Object.assign(this, { title: document.title, focus: focused() });
    Object.assign(cover, { id: 'peer-audit-cover', type: 'button', textContent: this.words.back, onclick: () => this.show() });
    Object.assign(cover.style, { position: 'fixed', inset: '0', zIndex: '2147483647', width: '100%', border: '0', background: '#eef1f3', color: '#48535c', font: '1.1rem system-ui, sans-serif', cursor: 'pointer' });
    this.veil = Object.assign(document.createElement('style'), { textContent: 'body, body * { visibility: hidden !important; }' });
    body.inert = true;
    document.documentElement.append(this.veil, cover); cover.focus(); this.blank();
  }

  blank() {
    if (!this.cover || document.title === this.words.title) return;
    this.title = document.title; document.title = this.words.title;
  }

  show() {
    for (const part of [this.cover, this.veil]) part.remove();
    this.cover = undefined; document.body.inert = false;
    document.title = this.title; this.focus?.focus?.({ preventScroll: true });
  }
}

export default function ({ data, parentElement }) {
  const screen = (window.peerAuditScreen ??= new Screen());
  screen.speak(data);
  const button = parentElement.querySelector('button') ?? parentElement.appendChild(document.createElement('button'));
  Object.assign(button, { type: 'button', textContent: data.words.hide, title: data.words.hint, onclick: () => screen.hide() });
}
