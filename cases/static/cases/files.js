// Sends a chosen file in parts: a cut line loses none of them, and the same file chosen again goes on
// where it was. The form then names the file by its digest. Where parts cannot be sent the file goes
// along with the form, as it does without scripts.
"use strict";

(() => {
  const SIZE = 256 * 1024;
  const PATIENCE = 40;
  const words = document.getElementById("parts");
  const form = words?.closest("form");
  const input = form?.querySelector("input[type=file]");
  if (!input || !window.crypto?.subtle) return;

  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.className = "small";
  input.after(said);
  if (window.matchMedia("(pointer: coarse)").matches) input.after(cameraButton());

  let isSending = false;
  form.addEventListener("submit", (event) => {
    const file = input.files[0];
    if (isSending) {
      event.preventDefault();
    } else if (file && file.size > SIZE && file.size <= Number(words.dataset.most)) {
      event.preventDefault();
      isSending = true;
      send(file).catch(() => say(words.dataset.stopped)).finally(finish);
    }
  });

  function cameraButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button is-quiet";
    button.textContent = words.dataset.camera;
    button.addEventListener("click", () => {
      input.setAttribute("capture", "environment");
      input.click();
      input.removeAttribute("capture");
    });
    return button;
  }

  function say(sentence) {
    said.textContent = sentence;
  }

  function finish() {
    isSending = false;
    form.submit();
  }

  async function send(file) {
    say(words.dataset.reading);
    const digest = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    let length = await post(digest, 0, null);
    while (length < file.size) {
      say(`${words.dataset.sending}: ${Math.floor((100 * length) / file.size)} %`);
      const reached = await post(digest, length, file.slice(length, length + SIZE));
      if (reached <= length) throw new Error("no part was taken");
      length = reached;
    }
    say(words.dataset.sent);
    const named = document.createElement("input");
    named.type = "hidden";
    named.name = input.name;
    named.value = `came:${digest}:${file.name}`;
    input.removeAttribute("name");
    form.append(named);
  }

  async function post(digest, offset, part) {
    for (let tried = 0; tried < PATIENCE; tried += 1) {
      try {
        const answer = await fetch(words.dataset.url, { method: "POST", body: body(digest, offset, part) });
        if (answer.ok) return (await answer.json()).length;
        if (answer.status < 500) throw new RangeError(String(answer.status));
      } catch (fault) {
        if (fault instanceof RangeError) throw fault;
      }
      say(words.dataset.waiting);
      await new Promise((resolve) => setTimeout(resolve, Math.min(1000 * (tried + 1), 15000)));
    }
    throw new Error("the line stayed cut");
  }

  function body(digest, offset, part) {
    const sent = new FormData();
    sent.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    sent.append("digest", digest);
    sent.append("offset", offset);
    if (part) sent.append("part", part, "part");
    return sent;
  }

  function hex(buffer) {
    return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
})();
