// People without a case on the page of a head count: those that the server knows, and those that were
// taken down on this telephone and wait to be sent.
export class Strangers {
  constructor(lines, template, words) {
    Object.assign(this, { lines, template, words });
  }

  // How somebody stands on the page until the server has answered for her.
  waiting({ key, name, label, words }) {
    return { key, name, sex: label, words, last: this.words.unsent, state: this.words.noCase, tone: "stop", acts: [] };
  }

  line(person) {
    const line = this.template.content.firstElementChild.cloneNode(true);
    line.dataset.key = person.key;
    for (const name of ["name", "sex", "words", "last", "state"]) line.querySelector(`[data-${name}]`).textContent = person[name] ?? "";
    line.querySelector("[data-state]").className = `tag${person.tone ? ` is-${person.tone}` : ""}`;
    const links = (person.acts ?? []).map(({ label, url }) => Object.assign(document.createElement("a"), { textContent: label, href: url }));
    line.querySelector("[data-acts]").replaceChildren(...links);
    return line;
  }

  draw(people = []) {
    const known = new Map([...this.lines.children].map((line) => [line.dataset.key, line]));
    for (const person of people) {
      const line = known.get(person.key);
      if (!line) this.lines.append(this.line(person));
      else if (line.querySelector("[data-last]").textContent !== person.last) line.replaceWith(this.line(person));
      known.delete(person.key);
    }
    for (const line of known.values()) line.remove();
  }
}
