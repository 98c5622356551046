import { describe, expect, it } from "vitest";
import { speakStaff } from "../testing";
import { csvOf } from "./csv";
import { faultIn } from "./faultWords";
import { cellIn, valueIn } from "./said";

const de = await speakStaff("de", ["imports", "indicators"]);
const said = { status: "value", numerator: 4, denominator: null, realisation: null, evidence: null } as const;

describe("a list as a file", () => {
  it("quotes separators and defuses formulas, but no numbers", async () => {
    const text = await csvOf([["a;b", 'say "x"', "=1+1", -3, null]]).text();
    expect(text.trim()).toBe('"a;b";"say ""x""";\'=1+1;-3;');
  });
});

describe("words", () => {
  it("say values and gaps", () => {
    expect(valueIn(said, de)).toBe("4");
    expect(valueIn({ ...said, denominator: 57 }, de)).toBe("4 von 57");
    expect(valueIn({ ...said, status: "unreliable" }, de)).toBe("4 (unsicher)");
    expect(valueIn({ ...said, status: "missing", numerator: null }, de)).toBe("fehlt");
    expect(valueIn({ ...said, numerator: null, realisation: "partly" }, de)).toBe("teilweise umgesetzt");
  });

  it("name cells by their codes", () => {
    expect(cellIn("_T._T", de)).toBe("zusammen");
    expect(cellIn("f._T", de)).toBe("f");
  });

  it("say what is wrong, also where a code is new", () => {
    expect(faultIn("not_whole", de)).toBe("Hier wird gezählt: Bitte eine ganze Zahl ab 0.");
    expect(faultIn("never_seen", de)).toBe("Diese Angabe ist so nicht möglich.");
  });
});
