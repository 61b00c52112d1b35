// Elements of a page, made in one line each.

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');

// An element: 'tag.class', then attributes, handlers, texts and children in any order.
const h = (name, ...parts) => {
  const [tag, kind] = name.split('.');
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  for (const part of parts.flat().filter(Boolean)) {
    if (typeof part === 'string' || part instanceof Node) { element.append(part); continue; }
    if (part.said) { element.append(h('bdi', { lang: part.lang, dir: part.dir }, part.said)); continue; } // another language
    for (const [key, value] of Object.entries(part)) {
      if (key.startsWith('on')) element[key] = value;
      else if (value !== false) element.setAttribute(key, value === true ? '' : value);
    }
  }
  return element;
};
const button = (label, onclick, ...more) => h('button', { type: 'button', onclick }, label, ...more);
