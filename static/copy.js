// Makes the buttons work that copy an address; until then they are hidden, and the address can be selected by hand.

function enhance(line) {
  const { text, button, said } = { text: line.querySelector("code"), button: line.querySelector("button"), said: line.querySelector("[role=status]") };
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = button.dataset.copied;
    } catch {
      // The browser or its owner forbids it.
      getSelection().selectAllChildren(text);
      said.textContent = button.dataset.selected;
    }
  });
}

// Browsers give a clipboard only to https addresses and to this computer.
if (navigator.clipboard) for (const line of document.querySelectorAll(".copying")) enhance(line);
