// Opens a locked link for joining: AES-256-GCM under a key made of the answer by PBKDF2. See locks.py, which locks it.
// The answer goes nowhere: nothing is sent, nothing is kept.

const SPACES = /[ \t\n\r\f\v\u0085\u200b\u2028\u2029\ufeff]+/g;

// As `locks.normal`, step by step.
export function normal(answer) {
  const spaced = answer.normalize("NFKC").replace(SPACES, " ").replace(/^ | $/g, "");
  return spaced.toUpperCase().toLowerCase().normalize("NFKC");
}

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// The link, or null where the answer is another one.
export async function unlock(answer, { salt, nonce, sealed, rounds }) {
  const word = new TextEncoder().encode(normal(answer));
  const base = await crypto.subtle.importKey("raw", word, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: Number(rounds) };
  const key = await crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(nonce) }, key, bytes(sealed));
    const link = new URL(new TextDecoder().decode(plain).trim());
    return ["http:", "https:"].includes(link.protocol) ? link.href : null;
  } catch {
    return null;
  }
}

function enhance(form) {
  const { input, button, said } = { input: form.elements.answer, button: form.querySelector("button"), said: form.querySelector("[role=status]") };
  form.hidden = false;
  form.parentElement.querySelector(".without-script").hidden = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said.textContent = form.dataset.busy;
    button.disabled = true;
    const link = await unlock(input.value, form.dataset);
    button.disabled = false;
    said.textContent = link === null ? form.dataset.wrong : "";
    if (link === null) {
      input.setAttribute("aria-invalid", "true");
      input.select();
      input.focus();
      return;
    }
    const anchor = document.createElement("a");
    anchor.className = "pill";
    anchor.href = link;
    anchor.textContent = form.dataset.join;
    const line = document.createElement("p");
    line.append(anchor);
    form.replaceWith(line);
    anchor.focus();
  });
}

// Browsers have WebCrypto only at https addresses and on this computer.
if (globalThis.crypto?.subtle) for (const form of document.querySelectorAll("form.unlock")) enhance(form);
