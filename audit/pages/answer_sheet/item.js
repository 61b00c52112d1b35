// One subject: its words, its guidance and its fields.
class Item {
  constructor(sheet, spec, before) {
    Object.assign(this, { sheet, spec, words: sheet.drawn.words, text: Item.textOf(sheet, spec) });
    const stateOf = (name) => before?.fields.find((field) => field.spec.name === name)?.state;
    this.fields = spec.fields.map((field) => new Field(sheet, spec.subject, field, stateOf(field.name)));
    this.element = this.draw((part) => Boolean(before?.element.querySelector(`details.${part}`)?.open));
  }

  static textOf(sheet, spec) { return JSON.stringify([spec, sheet.drawn.words]); }

  get quick() { return this.spec.tags.includes('quick'); } // one key answers it and goes on
  get asked() { return this.spec.answered_by.length > 0; }
  get open() { return this.asked && !this.answered; }
  get answered() {
    const given = this.spec.answered_by.some((name) => this.sheet.value(this.spec.subject, name));
    return given && !this.fields.some((field) => field.lacking);
  }

  wanted(filter) { return filter === 'all' || (filter === 'unanswered' ? this.open : this.spec.tags.includes(filter)); }
  show() {
    for (const field of this.fields) field.show();
    if (this.offer) this.offer.hidden = this.hasAll(this.spec.suggestion.values);
  }

  hasAll(values) {
    return Object.entries(values).every(([name, value]) => this.sheet.value(this.spec.subject, name) === value);
  }

  draw(wasOpen) {
    const { subject, code, title, badges, lines, guidance, suggestion, more, tags } = this.spec; const id = `h-${subject}`;
    const boxes = (folded) => this.fields.filter((field) => field.spec.folded === folded).map((field) => field.box);
    const fold = (name, label, parts) => parts.length > 0
      && h('details', { class: name, open: wasOpen(name) }, h('summary', label), parts);
    const list = (points) => h('ul', points.map((point) => h('li', point)));
    const lists = guidance.flatMap((part) => [h('h4', part.title), list(part.points)]);
    const marks = badges.map(({ kind, text }) => h('span', { class: `badge ${kind}` }, text));
    const onkeydown = (event) => this.press(event);
    return h('section.item', { 'data-subject': subject, 'data-tags': tags.join(' '), 'aria-labelledby': id, onkeydown },
      h('h3', { id }, code && h('span.code', code), title), marks.length > 0 && h('p.badges', marks),
      lines.map((line) => h('p.line', line)), fold('guidance', this.words.guidance, lists),
      suggestion && this.suggestion(suggestion), boxes(false), fold('more', more || this.words.more, boxes(true)));
  }

  suggestion({ text, values }) {
    const accept = () => {
      for (const field of this.fields) if (field.spec.name in values) field.choose(values[field.spec.name]);
      this.focus();
    };
    this.offer = h('div.suggestion', h('p', text), button(this.words.accept_suggestion, accept));
    return this.offer;
  }

  press(event) {
    const typing = event.target.matches('textarea, select, .choice input, input:not([type=radio])');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^([0-9ndps]|Enter)$/i.test(event.key)) return;
    const goesOn = this.quick && event.target.matches('input');
    const rated = this.fields.find((field) => RATED.includes(field.spec.kind));
    if (event.key === 'Enter' ? !goesOn : !rated?.press(event.key)) return;
    event.preventDefault(); if (this.quick) this.sheet.goOn();
  }

  focus() {
    const inputs = this.fields.filter((field) => field.shown).flatMap((field) => field.inputs);
    this.element.scrollIntoView({ block: 'start' });
    (inputs.find((input) => input.checked) ?? inputs[0])?.focus({ preventScroll: true });
  }
}
