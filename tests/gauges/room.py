"""What the browser says of the room on a page: targets, clipped words, words over words."""

from typing import Final

LENGTHEN: Final = """share => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const words = text.data.trim();
    if (!words || !/[a-z]{3}/i.test(words)) continue;
    if (text.parentElement.closest("script, style, time, .ref, .code, [data-given]")) continue;
    const count = Math.ceil(words.length * share);
    const spare = words.replace(/[^\\p{L}]+/gu, "").slice(0, 5) || "lorem";
    let more = "";
    while (more.length < count) more += " " + spare;
    text.data = text.data.replace(words, words + more.slice(0, count));
  }
}"""
"""Every word on the page grows by a share, in words as long as its own first ones."""

CLIPPED: Final = """() => {
  const found = [];
  for (const here of document.querySelectorAll("body *")) {
    const look = getComputedStyle(here);
    if (here.closest(".unseen, .skip, select, svg, [data-scrolls], .views ul")) continue;
    if (!here.checkVisibility({visibilityProperty: true})) continue;
    if (look.clipPath !== "none" || here.closest("table.is-cards thead")) continue;
    if (look.display === "inline" || !here.textContent.trim()) continue;
    const hides = look.overflowX !== "visible";
    const scrolls = look.overflowX === "auto" || look.overflowX === "scroll";
    // Cut on purpose: the whole stands in its title.
    if (here.matches("[title], [title] *")) continue;
    if (hides && !scrolls && here.scrollWidth > here.clientWidth + 1) found.push(name(here));
    const box = here.getBoundingClientRect();
    if (box.width && box.right > innerWidth + 1) found.push(name(here) + " leaves the window");
  }
  return found;
  function name(here) {
    const words = here.textContent.trim().slice(0, 40);
    return `${here.tagName.toLowerCase()}.${here.className}: ${words}`;
  }
}"""
"""Where words are cut off, or stand outside the window."""

OVERLAPPING: Final = """() => {
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const parent = text.parentElement;
    if (!text.data.trim()) continue;
    if (parent.closest(".unseen, .skip, select, svg, script, .chosen-bar")) continue;
    // What is cut does not reach beyond its own box.
    if (parent.closest("[title]") && getComputedStyle(parent).overflowX === "hidden") continue;
    if (!parent.checkVisibility({visibilityProperty: true})) continue;
    const head = parent.closest("thead");
    if (head && getComputedStyle(head).clipPath !== "none") continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.width > 2 && box.height > 2) lines.push([box, text]);
    }
  }
  lines.sort((one, other) => one[0].top - other[0].top);
  const found = [];
  for (let first = 0; first < lines.length; first += 1) {
    const [box, text] = lines[first];
    for (let second = first + 1; second < lines.length; second += 1) {
      const [other, words] = lines[second];
      if (other.top >= box.bottom) break;
      if (text === words) continue;
      const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      if (wide > 3 && high > 0.4 * Math.min(box.height, other.height)) {
        found.push(`${text.data.trim().slice(0, 30)} / ${words.data.trim().slice(0, 30)}`);
      }
    }
  }
  return [...new Set(found)];
}"""
"""Words that stand on other words."""

SMALL: Final = """least => {
  const found = [];
  const kinds = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  for (const here of document.querySelectorAll(kinds)) {
    if (here.closest(".unseen, .skip, [inert]")) continue;
    if (!here.checkVisibility({visibilityProperty: true})) continue;
    const label = here.labels?.[0];
    const isMark = ["checkbox", "radio"].includes(here.type);
    const box = (isMark && label ? label : here).getBoundingClientRect();
    if (!box.width || Math.min(box.width, box.height) >= least - 0.5) continue;
    if (here.tagName === "A" && isInSentence(here)) continue;
    found.push(`${here.tagName.toLowerCase()}.${here.className} ${Math.round(box.width)}x`
      + `${Math.round(box.height)}: ${(here.textContent.trim() || here.name).slice(0, 40)}`);
  }
  return [...new Set(found)];

  // WCAG 2.5.8 leaves out what stands in a line of text.
  function isInSentence(link) {
    if (getComputedStyle(link).display !== "inline") return false;
    const block = link.closest("p, li, td, th, dd, dt, div");
    return block.textContent.trim() !== link.textContent.trim();
  }
}"""
"""What is hit with a pointer and smaller than it may be; a mark counts with its words."""
