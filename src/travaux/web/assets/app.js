// The little that pages can do more with a script: everything works without it, save keys.
// A form of filters asks at once when a choice is made with the pointer. By the keyboard one passes
// over choices on the way to another, so it then asks at Enter (WCAG 3.2.2).
for (const form of document.querySelectorAll("form.asks")) {
  const choice = "select, input[type=date]";
  let byKeys = false;
  form.addEventListener("pointerdown", () => { byKeys = false; });
  form.addEventListener("keydown", (event) => {
    byKeys = true;
    if (event.key === "Enter" && event.target.matches(choice)) { event.preventDefault(); form.requestSubmit(); }
  });
  form.addEventListener("change", (event) => {
    if (!byKeys && event.target.matches(choice)) form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    // Empty fields would only make the address long.
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
}
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form.asks [disabled]:not(option)")) field.disabled = false;
});

const writes = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

// “/” goes to the search field.
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
  if (event.key === "/") {
    const find = document.getElementById("find");
    if (find) { event.preventDefault(); find.focus(); find.select(); }
  }
});

// A page that is being worked out asks again by itself.
for (const waiting of document.querySelectorAll("[data-again]")) {
  setTimeout(() => location.reload(), Number(waiting.dataset.again));
}
