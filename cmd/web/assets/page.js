// What pages can do better with JavaScript; each works without.
"use strict";

const box = document.getElementById("q");

// "/" goes to the box, j and k from hit to hit; Enter opens, since hits are links.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
  if (event.key === "/") {
    event.preventDefault();
    box.focus();
    box.select();
    return;
  }
  if (event.key !== "j" && event.key !== "k") return;
  const hits = [...document.querySelectorAll(".hit .open")];
  if (hits.length === 0) return;
  const here = hits.findIndex((hit) => hit.closest(".hit").contains(document.activeElement));
  const next = event.key === "j" ? Math.min(here + 1, hits.length - 1) : Math.max(here - 1, 0);
  hits[next].focus();
  hits[next].scrollIntoView({ block: "center" });
});

// A quotation with its source goes to the clipboard, which browsers give to pages of
// this machine and of https alone.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const label = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 1500);
  });
}

// The address of a note opens it.
function openNote() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const note = target && target.closest("details");
  if (note && !note.open) {
    note.open = true;
    target.scrollIntoView({ block: "center" });
  }
}
addEventListener("hashchange", openNote);
openNote();

// Filters are folded where the screen is narrow.
const fold = document.querySelector(".filters > .fold");
if (fold && matchMedia("(max-width: 60rem)").matches) fold.open = false;

// Dragging over the histogram chooses a stretch of time.
for (const chart of document.querySelectorAll(".histogram svg")) {
  const bars = [...chart.querySelectorAll("a")];
  let from = -1, to = -1;
  const at = (event) => {
    const frame = chart.getBoundingClientRect();
    const width = bars[0].querySelector(".place").getBoundingClientRect().width;
    return Math.max(0, Math.min(bars.length - 1, Math.floor((event.clientX - frame.left) / width)));
  };
  const paint = () => bars.forEach((bar, i) => bar.classList.toggle("brushed", from >= 0 && i >= Math.min(from, to) && i <= Math.max(from, to)));
  chart.addEventListener("pointerdown", (event) => { if (event.button === 0) { from = to = at(event); } });
  chart.addEventListener("pointermove", (event) => { if (from >= 0) { to = at(event); paint(); } });
  chart.addEventListener("dragstart", (event) => event.preventDefault());
  addEventListener("pointerup", () => {
    if (from >= 0 && to !== from) {
      const address = new URL(bars[from].href.baseVal, location.href);
      address.searchParams.set("since", bars[Math.min(from, to)].dataset.value);
      address.searchParams.set("until", bars[Math.max(from, to)].dataset.value);
      location.assign(address);
    }
    from = to = -1;
    paint();
  });
}

// Typing a name suggests speakers; choosing one asks for their words.
if (box) {
  const list = document.createElement("div");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.suggestions);
  list.hidden = true;
  box.after(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  let asked = 0, chosen = -1, timer = 0;

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (i) => {
    chosen = i;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === i)));
    if (i < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", list.children[i].id);
  };
  // The word being typed, which a speaker's name would take the place of.
  const typed = () => box.value.match(/(?:^|\s)(?:speaker:)?"?([\p{L}'’-]{2,})$/u);
  const take = (option) => {
    box.value = box.value.slice(0, typed() ? typed().index : box.value.length).trim();
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "speaker";
    field.value = option.dataset.id;
    box.form.append(field);
    close();
    box.form.submit();
  };
  const suggest = async () => {
    const word = typed();
    const turn = ++asked;
    if (!word) return close();
    const answer = await fetch("/api/v1/speakers?limit=6&name=" + encodeURIComponent(word[1]));
    if (!answer.ok || turn !== asked) return;
    const speakers = (await answer.json()).items;
    if (turn !== asked) return;
    // A choice that was made before a late answer stays.
    const kept = chosen >= 0 ? list.children[chosen].dataset.id : "";
    close();
    if (speakers.length === 0 || document.activeElement !== box) return;
    speakers.forEach((speaker, i) => {
      const option = document.createElement("div");
      option.id = "suggestion-" + i;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.id = speaker.id;
      const name = document.createElement("span"), number = document.createElement("span");
      name.textContent = speaker.name;
      number.textContent = speaker.quotations;
      number.className = "n";
      option.append(name, number);
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(option); });
      list.append(option);
    });
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    if (kept) choose(speakers.findIndex((speaker) => speaker.id === kept));
  };
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, 120); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const n = list.children.length;
    if (event.key === "ArrowDown") choose((chosen + 1) % n);
    else if (event.key === "ArrowUp") choose(chosen <= 0 ? n - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });
}
