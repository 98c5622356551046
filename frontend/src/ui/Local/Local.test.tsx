import { describe, expect, it } from "vitest";
import { show, speak } from "../testing";
import { Local } from "./Local";
import { machine, missing, outdated, own } from "./Local.examples";

const [de, en, ar, plain] = await Promise.all([speak("de"), speak("en"), speak("ar"), speak("de-simple")]);

describe("Local", () => {
  it("looks as agreed", () => {
    const all = [own, machine, outdated, missing].map((text) => <Local key={text.state} text={text} mark />);
    expect(show(<p>{all}</p>, en).container).toMatchSnapshot();
  });

  it("adds nothing to a text in the language of the page", () => {
    expect(show(<Local text={own} />, en).container.innerHTML).toBe(own.text);
  });

  it("gives a text that fell back its language and direction", () => {
    const span = show(<Local text={missing} />, ar).container.querySelector("span");
    expect([span?.lang, span?.dir, span?.textContent]).toEqual(["de", "ltr", missing.text]);
  });

  it("is German on a page in plain German, without an attribute", () => {
    expect(show(<Local text={missing} />, plain).container.querySelector("span")).toBeNull();
  });

  it("says what a machine did only where it is asked to", () => {
    expect(show(<Local text={machine} />, en).container.querySelector("small")).toBeNull();
    expect(show(<Local text={machine} mark />, en).getByText(en.t("text.machine"))).toBeTruthy();
    expect(show(<Local text={missing} mark />, de).getByText(de.t("text.missing"))).toBeTruthy();
  });
});
