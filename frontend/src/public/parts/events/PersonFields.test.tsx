import { render } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import type { Question } from "../../../api/types";
import { I18nContext } from "../../../i18n/i18n";
import { speak } from "../../../ui/testing";
import { PersonFields } from "./PersonFields";

const said = (text: string) => ({ text, lang: "de", state: "original" as const });
const question: Question = {
  key: "q1",
  kind: "text",
  label: said("Brauchen Sie Unterstützung?"),
  purpose: said("Für den Raum."),
  required: false,
  sensitivity: "special",
  retention_days: 0,
  choices: [],
};
const person = { name: "", email: "", phone: "", language: "de", party: "1", answers: {} };

async function shown(lang: "de" | "en" | "ar", ...questions: Question[]) {
  const view = render(
    <I18nContext.Provider value={await speak(lang)}>
      <PersonFields person={person} change={() => undefined} faults={{}} questions={questions} most={5} />
    </I18nContext.Provider>,
  );
  return view.container.textContent;
}

describe("questions of an organiser", () => {
  it("say below what the answer is for, that it is voluntary, and when it is deleted", async () => {
    const text = await shown("de", question);
    expect(text).toContain("Für den Raum.");
    expect(text).toContain("Freiwillig: Sie können das Feld leer lassen.");
    expect(text).toContain("Diese Antwort wird gleich nach der Veranstaltung gelöscht.");
  });

  it("say no more than is so of an ordinary one", async () => {
    const text = await shown("en", { ...question, sensitivity: "ordinary", retention_days: 30 });
    expect(text).toContain("This answer is deleted 30 days after the event.");
    expect(text).not.toContain("Voluntary");
  });
});
