"use strict";
// The last column of the table of drafts: a compromise that the reader writes, kept in the browser,
// taken over from drafts, saved to a file and loaded from one.
(function () {
  function compromise(form) {
    const table = document.querySelector("table.columns");
    const said = form.querySelector("[role=status]");
    const key = (id) => "travaux compromise " + form.dataset.name + " " + id;
    const rows = Array.from(table.tBodies[0].rows).filter((row) => row.querySelector("th a"));
    function keep(area) {
      try { if (area.value) localStorage.setItem(key(area.name), area.value); else localStorage.removeItem(key(area.name)); said.textContent = ""; }
      catch (e) { said.textContent = "This browser keeps nothing for this page: save before you close it."; }
    }
    function words(cell) {
      const copy = cell.querySelector(".wording").cloneNode(true);
      copy.querySelectorAll("del").forEach((e) => e.remove());
      return copy.innerText.replace(/[ \t]+/g, " ").trim();
    }
    const areas = rows.map((row) => {
      const cell = row.cells[row.cells.length - 1];
      const area = document.createElement("textarea");
      area.name = row.id;
      area.setAttribute("aria-label", "Compromise on " + row.cells[0].textContent.trim());
      try { area.value = localStorage.getItem(key(row.id)) || ""; } catch (e) { /* kept nowhere */ }
      area.addEventListener("input", () => keep(area));
      for (const draft of row.querySelectorAll("td[data-draft]")) {
        const text = words(draft);
        if (!text) continue;
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = "from " + draft.dataset.draft;
        button.addEventListener("click", () => { area.value = (area.value ? area.value + "\n" : "") + text; keep(area); area.focus(); });
        cell.append(button);
      }
      cell.append(area);
      return area;
    });
    function save(text, kind, name) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: kind }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
    const quoted = (text) => '"' + (/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replace(/"/g, '""') + '"';
    function asCsv() {
      const drafts = Array.from(table.querySelectorAll("thead th[scope=col]:not(.first):not(.compromise) a")).map((e) => e.textContent);
      const lines = [["Provision", ...drafts, "Compromise"]];
      rows.forEach((row, at) => lines.push([row.cells[0].textContent.trim(), ...Array.from(row.querySelectorAll("td[data-draft]")).map(words), areas[at].value]));
      return "\ufeff" + lines.map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
    }
    function asJson() {
      const made = {};
      areas.forEach((area, at) => { if (area.value) made[area.name] = { provision: rows[at].cells[0].textContent.trim(), text: area.value }; });
      return JSON.stringify({ dossier: form.dataset.name, compromise: made }, null, 1);
    }
    form.addEventListener("click", (e) => {
      if (e.target.dataset.save === "csv") save(asCsv(), "text/csv", "compromise.csv");
      if (e.target.dataset.save === "json") save(asJson(), "application/json", "compromise.json");
    });
    form.querySelector("input[type=file]").addEventListener("change", async (e) => {
      try {
        const read = JSON.parse(await e.target.files[0].text()).compromise;
        let count = 0;
        areas.forEach((area) => { if (read[area.name]) { area.value = read[area.name].text; keep(area); count += 1; } });
        said.textContent = count + " rows loaded.";
      } catch (error) { said.textContent = "This file is not a compromise that was saved here."; }
    });
    table.querySelectorAll(".compromise").forEach((e) => { e.hidden = false; });
    form.addEventListener("submit", (e) => e.preventDefault());
    form.hidden = false;
  }
  document.querySelectorAll("form.compromise").forEach(compromise);
})();
