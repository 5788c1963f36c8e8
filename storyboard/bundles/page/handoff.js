// Copies a message. A page opened from disk may have no clipboard of its own; then its text is selected and copied.
for (const section of document.querySelectorAll("section")) {
  const button = section.querySelector("button");
  const text = section.querySelector("pre");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      getSelection().selectAllChildren(text);
      document.execCommand("copy");
    }
    button.textContent = "Copied";
    section.classList.add("done");
  });
}
