// Drop files on the form; follow how far they are. The form and its link do both without this file.
const form = document.querySelector("form[data-drop]");
if (form) {
  const field = form.elements.files;
  for (const name of ["dragenter", "dragover"]) form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer?.files.length) return;
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

const section = document.querySelector("[data-progress]");
async function follow() {
  const answer = await fetch("/api/adding");
  if (!answer.ok) return;
  const now = await answer.json();
  if (String(now.number) !== section.dataset.progress) {
    const page = new DOMParser().parseFromString(await (await fetch("/add-documents")).text(), "text/html");
    const fresh = page.querySelector("[data-progress]");
    if (fresh) { section.replaceChildren(...fresh.childNodes); section.dataset.progress = fresh.dataset.progress; }
  }
  if (now.busy) setTimeout(follow, 1000);
}
if (section && "busy" in section.dataset) setTimeout(follow, 1000);
